/** Capacity, the queue, draining. Real sockets, fake model, one slot. */
import { afterEach, expect, test } from "vitest";
import type { CallClient } from "./call-client";
import { startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
afterEach(() => engine.stop());

async function start(callId: string): Promise<CallClient> {
  const client = engine.connect({ ticket: await engine.ticket(callId) });
  await client.start("pcm16");
  return client;
}
const live = (client: CallClient) => client.until(() => client.states.includes("live"), "live");
const queued = (client: CallClient) => client.all("call:state").flatMap((fact) => (fact.queue ? [fact.queue] : []));
const atPosition = (client: CallClient, position: number) =>
  client.until(() => queued(client).at(-1)?.position === position, `position ${position}`);

test("who finds no slot is told a position and an estimate, moves up, and is served", async () => {
  engine = await startTestEngine({ capacity: 1 });
  const first = await start("call-a");
  await live(first);
  const second = await start("call-b");
  await atPosition(second, 1);
  const third = await start("call-c");
  await atPosition(third, 2);
  expect(queued(second).at(-1)?.etaSeconds).toBeGreaterThan(0);
  expect(engine.engine.registry).toMatchObject({ liveCalls: 1, queuedCalls: 2 });

  await first.order("call:hangup", {});
  await live(second);
  await atPosition(third, 1);
  await second.order("call:hangup", {});
  await live(third);
  expect(engine.engine.registry.queuedCalls).toBe(0);
});

test("who gives up waiting leaves the queue", async () => {
  engine = await startTestEngine({ capacity: 1 });
  await live(await start("call-a"));
  const second = await start("call-b");
  const third = await start("call-c");
  await atPosition(third, 2);
  await second.order("call:hangup", {});
  expect(await second.ended()).toMatchObject({ reason: "caller_hung_up" });
  await atPosition(third, 1);
});

test("a full queue answers at once", async () => {
  engine = await startTestEngine({ capacity: 1, options: { maxQueued: 0 } });
  await live(await start("call-a"));
  const second = await start("call-b");
  expect(await second.ended()).toMatchObject({ reason: "engine_overloaded", code: "engine_overloaded" });
  await expect.poll(() => engine.studio.facts.get("call-b")?.at(-1)).toMatchObject({ state: "ended", reason: "engine_overloaded" });
});

test("draining: no new calls, who waits is told, who talks is ended with everything handed over", async () => {
  engine = await startTestEngine({ capacity: 1 });
  const talking = await start("call-a");
  await live(talking);
  const waiting = await start("call-b");
  await atPosition(waiting, 1);
  await talking.until(() => talking.audio.length > 3, "audio");

  const drained = engine.engine.registry.drain(300);
  expect(await waiting.ended()).toMatchObject({ reason: "error", code: "engine_draining" });
  expect(await engine.connect({ ticket: await engine.ticket("call-c") }).refusal()).toMatchObject({ code: "engine_draining" });
  expect((await fetch(`${engine.url}/health`)).status).toBe(503);
  await talking.until(() => talking.all("error:raised").some((error) => error.code === "engine_draining"), "the warning");
  expect(talking.all("call:ended")).toEqual([]);
  expect(await talking.ended()).toMatchObject({ reason: "error", code: "engine_draining" });
  await drained;
  expect(engine.studio.facts.get("call-a")?.at(-1)).toMatchObject({ state: "ended", code: "engine_draining" });
  expect(engine.studio.recordings.get("call-a")?.byteLength).toBeGreaterThan(44);
});
