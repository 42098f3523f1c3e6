/** How the studio hears of an engine. Fake clock, studio in memory. */
import { HEARTBEAT_EVERY_MS } from "@duologue/protocol";
import pino from "pino";
import { expect, test } from "vitest";
import { startHeartbeat } from "../src/heartbeat";
import { createMemoryStudio } from "../src/studio/memory-studio";
import { createFakeClock } from "./fake-clock";

function setUp() {
  const clock = createFakeClock();
  const studio = createMemoryStudio();
  const obeyed: string[] = [];
  const beat = { ...BEAT };
  const heartbeat = startHeartbeat({
    studio,
    clock,
    logger: pino({ level: "silent" }),
    compose: () => ({ ...beat }),
    obey: (orders) => obeyed.push(...orders.map((order) => order.callId)),
  });
  return { clock, studio, obeyed, heartbeat, beat };
}

test("beats every few seconds, at once when asked, and obeys the reply", async () => {
  const { clock, studio, obeyed, heartbeat } = setUp();
  await heartbeat.now();
  studio.orders = [{ callId: "call-a", reason: "link_revoked" }];
  await clock.advance(HEARTBEAT_EVERY_MS);
  expect(studio.beats).toHaveLength(2);
  expect(obeyed).toEqual(["call-a"]);
});

test("several changes at once are one more beat, with the newest load", async () => {
  const { studio, heartbeat, beat } = setUp();
  const first = heartbeat.now();
  beat.liveCalls = 3;
  await Promise.all([first, heartbeat.now(), heartbeat.now()]);
  expect(studio.beats.map((sent) => sent.liveCalls)).toEqual([0, 3]);
});

test("a studio that is away is asked again, and the last beat says that the engine drains", async () => {
  const { clock, studio, heartbeat, beat } = setUp();
  studio.down = true;
  await clock.advance(HEARTBEAT_EVERY_MS);
  studio.down = false;
  await clock.advance(HEARTBEAT_EVERY_MS);
  beat.draining = true;
  await heartbeat.stop();
  await clock.advance(HEARTBEAT_EVERY_MS * 3);
  expect(studio.beats.map((sent) => sent.draining)).toEqual([false, true]);
});

const BEAT = {
  engineId: "e1",
  publicUrl: "http://localhost:4100",
  internalUrl: "http://localhost:4100",
  version: "0.0.0",
  protocolVersion: 1,
  speaker: { kind: "fake" as const, title: "t", description: "d", model: "m", weightsSha256: null, device: "cpu" },
  capacity: 4,
  liveCalls: 0,
  queuedCalls: 0,
  draining: false,
  callIds: [],
  exactTokens: false,
};
