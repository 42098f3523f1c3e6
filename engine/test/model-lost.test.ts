/** The accelerator fails under a running engine. Real sockets, studio in memory, a fake model that says it is lost. */
import { afterEach, expect, test } from "vitest";
import type { SpeechModel } from "../src/call/ports";
import { createFakeModel } from "../src/model/fake-model";
import { createSystemClock } from "../src/system-clock";
import { startTestEngine, type TestEngine } from "./start-test-engine";

let engine: TestEngine;
afterEach(() => engine.stop());

test("every call ends with a reason and is handed over, nobody new comes in, and then the process may be ended", async () => {
  let lose: (error: Error) => void = () => {};
  const model: SpeechModel = {
    ...createFakeModel({ clock: createSystemClock(), capacity: 2 }),
    onLost: (listener) => {
      lose = listener;
    },
  };
  let handedOver: string[] = [];
  let timesLost = 0;
  const onModelLost = () => {
    timesLost += 1;
    handedOver = [...engine.studio.facts].filter(([, facts]) => facts.at(-1)?.state === "ended").map(([callId]) => callId);
  };
  engine = await startTestEngine({ components: { model, onModelLost } });
  const start = async (callId: string) => {
    const client = engine.connect({ ticket: await engine.ticket(callId) });
    await client.start("pcm16");
    return client;
  };
  const talking = await Promise.all([start("call-a"), start("call-b")]);
  await Promise.all(talking.map((client) => client.until(() => client.audio.length > 3, "audio")));
  const waiting = await start("call-c");
  await waiting.until(() => waiting.states.includes("queued"), "a place in the queue");

  lose(new Error("The device failed."));
  for (const client of talking) expect(await client.ended()).toMatchObject({ reason: "error", code: "model_failed" });
  expect(await waiting.ended()).toMatchObject({ reason: "error", code: "engine_draining" });
  await expect.poll(() => timesLost).toBe(1);
  expect(handedOver.sort()).toEqual(["call-a", "call-b", "call-c"]);
  expect(engine.studio.facts.get("call-a")?.at(-1)).toMatchObject({ state: "ended", code: "model_failed" });
  expect(engine.studio.recordings.get("call-a")?.byteLength).toBeGreaterThan(44);
  expect(engine.studio.timelines.get("call-b")).toContain('"code":"model_failed"');
  expect(engine.studio.beats.at(-1)).toMatchObject({ draining: true, liveCalls: 0 });
  expect(() => engine.engine.registry.open(CLAIMS)).toThrow(expect.objectContaining({ code: "engine_draining" }));

  // A stop that comes now, as from whoever keeps the process, changes nothing and does not wait.
  await engine.engine.drain(60_000);
  expect(timesLost).toBe(1);
});

const CLAIMS = { callId: "call-d", jti: "call-d-0123456789abcdef", role: "team" as const, maxCallSeconds: 600 };
