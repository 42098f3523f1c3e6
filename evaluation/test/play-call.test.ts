/** Calls over real sockets that do not go as they should; the model is a tone. */
import type { SpeechModel } from "@duologue/engine/ports";
import { createSystemClock } from "@duologue/engine/system-clock";
import { createBlankPersona } from "@duologue/persona";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeModel } from "../../engine/src/model/fake-model";
import { createFakeVoiceActivity } from "../../engine/src/model/fake-voice-activity";
import { type CallSettings, playCall } from "../src/call/play-call";
import { createRecordedCaller } from "../src/caller/recorded-caller";
import type { EngineAccess } from "../src/engine/engine-access";
import { startOwnEngine } from "../src/engine/start-own-engine";
import { compileCall } from "../src/run/compile-call";

const clock = createSystemClock();
const settings: CallSettings = { codec: "pcm16", clock, maxFrames: 200, maxWaitMs: 10_000 };
const silence = () => createRecordedCaller(new Float32Array(0), 60_000);

let access: EngineAccess | null = null;
afterEach(async () => {
  await access?.close();
  access = null;
});

async function dial(model: SpeechModel = createFakeModel({ clock })) {
  access = await startOwnEngine({ model, vad: createFakeVoiceActivity() });
  const { call } = await compileCall(createBlankPersona("Tone"), access);
  return access.open({ ...call, seed: 1, maxCallSeconds: 60, record: true });
}

describe("a call", () => {
  it("ends when the caller has had enough, at the latest after its frames", async () => {
    const address = await dial();
    expect(await playCall(address, silence(), { ...settings, maxFrames: 5 })).toEqual({
      reason: "caller_hung_up",
      code: null,
      missedChoices: 0,
    });
    const { recording } = await (access as EngineAccess).collect(address.callId);
    expect(recording.length).toBeGreaterThan(44);
  });

  it("counts buttons that were not on offer", async () => {
    const caller = silence();
    const pressing = {
      ...caller,
      next: (heard: Parameters<typeof caller.next>[0]) => ({
        ...caller.next(heard),
        choices: heard.frameIndex === 2 ? [{ key: "9" }] : [],
      }),
    };
    expect(await playCall(await dial(), pressing, { ...settings, maxFrames: 5 })).toMatchObject({ missedChoices: 1 });
  });

  it("that breaks off tells nothing of the persona: it is refused, by the engine's own word", async () => {
    const model = createFakeModel({ clock });
    const breaking: SpeechModel = {
      ...model,
      async open(spec) {
        const session = await model.open(spec);
        const push = session.push.bind(session);
        session.push = (frame) => (frame.frameIndex === 3 ? (session as unknown as { break(): void }).break() : push(frame));
        return session;
      },
    };
    await expect(playCall(await dial(breaking), silence(), settings)).rejects.toMatchObject({
      code: "model_failed",
      message: "The call broke off (error).",
    });
  });

  it("is let go when the run is stopped", async () => {
    const stopping = new AbortController();
    const caller = silence();
    const stopped = {
      ...caller,
      next: (heard: Parameters<typeof caller.next>[0]) => {
        if (heard.frameIndex === 2) stopping.abort();
        return caller.next(heard);
      },
    };
    await expect(playCall(await dial(), stopped, { ...settings, signal: stopping.signal })).rejects.toMatchObject({ code: "gone" });
  });

  it("with a wrong ticket is refused by the engine, and one to nowhere is named", async () => {
    const address = await dial();
    await expect(playCall({ ...address, ticket: "not one" }, silence(), settings)).rejects.toMatchObject({ code: "ticket_invalid" });
    await expect(playCall({ ...address, url: "http://127.0.0.1:1" }, silence(), settings)).rejects.toThrow(
      "No engine answers at http://127.0.0.1:1.",
    );
  });
});
