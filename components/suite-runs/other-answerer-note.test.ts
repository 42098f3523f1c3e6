import { expect, it } from "vitest";
import { otherAnswererNote } from "./other-answerer-note";

const REHEARSAL = { kind: "rehearsal" as const, title: "Rehearsal voice", model: "flite rms", weightsSha256: "a" };
const NOTE = "Not the same voice or checkpoint answered these calls: a difference may be theirs, not the persona’s.";

it("is silent where the same answered all, on whichever device", () => {
  expect(otherAnswererNote([[REHEARSAL], [{ ...REHEARSAL, device: "another" } as typeof REHEARSAL]], "calls")).toBeNull();
});

it("tells another voice, another checkpoint and nobody apart", () => {
  expect(otherAnswererNote([[REHEARSAL], [{ ...REHEARSAL, model: "flite slt" }]], "calls")).toBe(NOTE);
  expect(otherAnswererNote([[REHEARSAL], [{ ...REHEARSAL, weightsSha256: "b" }]], "calls")).toBe(NOTE);
  expect(otherAnswererNote([[REHEARSAL], []], "runs")).toBe(NOTE.replace("calls", "runs"));
});
