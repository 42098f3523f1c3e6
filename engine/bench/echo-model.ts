/** Answers each frame with the caller's own samples at once, so that what is left is the engine's own time. */
import type { SpeechModel, SpeechSession } from "../src/call/ports";
import { createFakeModel, FAKE_SPEAKER } from "../src/model/fake-model";
import { createSystemClock } from "../src/system-clock";

export function createEchoModel(capacity: number): SpeechModel {
  const model = createFakeModel({ clock: createSystemClock(), capacity });
  return { ...model, info: { ...FAKE_SPEAKER, title: "Echo", model: "echo" }, open: async () => echoSession() };
}

function echoSession(): SpeechSession {
  let listener: Parameters<SpeechSession["onFrame"]>[0] = () => {};
  return {
    prime: async () => {},
    push: ({ frameIndex, samples }) => listener({ frameIndex, samples, text: "", stepMs: 0, says: [] }),
    onFrame: (next) => {
      listener = next;
    },
    onError: () => {},
    say: () => {},
    cancelSay: () => {},
    enterNode: () => {},
    snapshot: async () => ({ model: "echo", bytes: 0 }),
    restore: async () => {},
    close: () => {},
  };
}
