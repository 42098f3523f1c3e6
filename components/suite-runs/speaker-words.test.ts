import { expect, it } from "vitest";
import { answererNames } from "./speaker-words";

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
