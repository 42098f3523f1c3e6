import { expect, it } from "vitest";
import { whoAnswers } from "@/lib/shared/who-answers";
import { answererNames, awaitedWords } from "./speaker-words";

const REHEARSAL = { kind: "rehearsal" as const, title: "Rehearsal voice", model: "flite rms", weightsSha256: "aaaaaaaaaaaa" };
const SMALL = {
  kind: "native" as const,
  title: "Small trained model: mishears people",
  model: "small",
  weightsSha256: "bbbbbbbbbbbb",
};
const run = (...speakers: (typeof REHEARSAL | typeof SMALL)[]) => ({ speakers });

it("names who answered in short, only where it was not always the same", () => {
  expect(answererNames([run(REHEARSAL), run(REHEARSAL)])).toBeNull();
  expect(answererNames([run(REHEARSAL), run(SMALL), run(REHEARSAL, SMALL), run()])).toEqual([
    "Rehearsal voice",
    "Small trained model",
    "Rehearsal voice and Small trained model",
    "nobody",
  ]);
});

it("tells checkpoints of one name by their hashes", () => {
  expect(answererNames([run(SMALL), run({ ...SMALL, weightsSha256: "cccccccccccc" })])).toEqual([
    "Small trained model bbbbbb",
    "Small trained model cccccc",
  ]);
});

it("says of a run that goes on who was chosen for it, and of one without any call that nobody answered", () => {
  const slots = { capacity: 2, liveCalls: 0, queuedCalls: 0 };
  const [own, offered] = [REHEARSAL, SMALL].map((speaker) => ({ ...slots, speaker: { ...speaker, description: "", device: "cpu" } }));
  if (!own || !offered) throw new Error("Expected two speakers.");
  const engine = { id: "a", ...own, offers: [offered], draining: false, lastSeenAt: "2026-01-01T00:00:00.000Z", alive: true };
  const answers = whoAnswers([engine]);
  expect(awaitedWords({ state: "running", offer: null }, answers)).toBe("the engine's own speaker, now Rehearsal voice");
  expect(awaitedWords({ state: "waiting", offer: null }, null)).toBe("the engine's own speaker");
  expect(awaitedWords({ state: "waiting", offer: "small" }, answers)).toBe("Small trained model, as chosen for this run");
  expect(awaitedWords({ state: "cancelled", offer: null }, answers)).toBe("nobody");
  expect(awaitedWords({ state: "failed", offer: "small" }, answers)).toBe("nobody; Small trained model was chosen");
});
