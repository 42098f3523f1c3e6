import { expect, it } from "vitest";
import { answererNames } from "./speaker-words";

const REHEARSAL = { kind: "rehearsal" as const, title: "Rehearsal voice", model: "flite rms", weightsSha256: "aaaaaaaaaaaa" };
const SMALL = {
  kind: "native" as const,
  title: "Small model (experimental): mishears people",
  model: "small",
  weightsSha256: "bbbbbbbbbbbb",
};
const run = (...speakers: (typeof REHEARSAL | typeof SMALL)[]) => ({ speakers });

it("names who answered in short, only where it was not always the same", () => {
  expect(answererNames([run(REHEARSAL), run(REHEARSAL)])).toBeNull();
  expect(answererNames([run(REHEARSAL), run(SMALL), run(REHEARSAL, SMALL), run()])).toEqual([
    "Rehearsal voice",
    "Small model (experimental)",
    "Rehearsal voice and Small model (experimental)",
    "nobody",
  ]);
});

it("tells checkpoints of one name by their hashes", () => {
  expect(answererNames([run(SMALL), run({ ...SMALL, weightsSha256: "cccccccccccc" })])).toEqual([
    "Small model (experimental) bbbbbb",
    "Small model (experimental) cccccc",
  ]);
});
