/** What a call hears when its native session fails. The library's part is played: a device cannot be made to fail here. */
import type { NativeEvent, NativeSession } from "@duologue/native";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { expect, test } from "vitest";
import { NativeCallSession } from "./native-session";

const LOST: NativeEvent = { kind: "failed", code: "device_lost", message: "The CUDA device failed; start the process again." };

/** As the library has it: after its FAILED event a session refuses everything, also to be asked for events. */
function setUp(events: NativeEvent[]) {
  let hasFailed = false;
  const heard: string[] = [];
  const refuseWhenFailed = () => {
    if (hasFailed) throw new Error("closed");
  };
  const native: NativeSession = {
    prime() {},
    push: () => {
      refuseWhenFailed();
      return true;
    },
    poll() {
      refuseWhenFailed();
      const event = events.shift() ?? null;
      hasFailed = event?.kind === "failed";
      return event;
    },
    say: refuseWhenFailed,
    cancelSay: refuseWhenFailed,
    snapshot: () => ({ bytes: 0 }),
    restore() {},
    close: () => heard.push("closed"),
  };
  const session = new NativeCallSession(
    native,
    "model",
    () => {},
    (error) => heard.push(`lost: ${error.message}`),
  );
  session.onError((error) => heard.push(`error: ${error.message}`));
  return { session, heard };
}

test("a device that fails under a live call: the call is told, then the model, and nothing is asked of the session again", () => {
  const { session, heard } = setUp([LOST]);
  session.drain();
  session.drain();
  session.push({ frameIndex: 0, samples: new Float32Array(FRAME_SAMPLES), voiceProbability: 0 });
  session.say({ commandId: "c1", text: "Good morning", interruptible: true, expiresAtFrame: 9 });
  session.cancelSay("c1");
  session.close();
  expect(heard).toEqual([`error: ${LOST.message}`, `lost: ${LOST.message}`, "closed"]);
});

test("a device that fails while a prompt is read: the call fails with a code that people understand", async () => {
  const { session, heard } = setUp([{ kind: "priming", done: 1, total: 9 }, LOST]);
  const priming = expect(session.prime(() => {})).rejects.toMatchObject({ code: "model_failed" });
  session.drain();
  session.drain();
  await priming;
  expect(heard).toEqual([`lost: ${LOST.message}`]);
});

test("any other failure is its own call's alone", () => {
  const { session, heard } = setUp([{ kind: "failed", code: "internal", message: "The model's output is no number." }]);
  session.drain();
  expect(heard).toEqual(["error: The model's output is no number."]);
});
