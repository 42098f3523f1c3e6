import { expect, it } from "vitest";
import { BreakIn } from "./break-in";

/** "a": the agent is heard, "c": the caller, "b": both, ".": nobody, one a frame. The frame at which the line is let go of; −1: never. */
function letGoAt(frames: string): number {
  const breakIn = new BreakIn();
  return [...frames].findIndex((who) => breakIn.step(who === "a" || who === "b", who === "c" || who === "b"));
}

it("lets go where the model has fallen silent under the caller's voice", () => {
  expect(letGoAt("aaaabbbbbbcc")).toBe(11);
  expect(letGoAt("aaaabb.bb.ccc")).toBe(10);
});

it("lets go where the caller has talked over it for longer than listeners do", () => {
  expect(letGoAt("aaaabbbbbbbbbbbb")).toBe(13);
});

it("goes on under a short sound, in its own pauses, and before its first word", () => {
  expect(letGoAt("aaaabbbbbaaaaa....aaaa")).toBe(-1);
  expect(letGoAt("aaabb....aaabb....aaabbaa")).toBe(-1);
  expect(letGoAt("cccccccccc....aaaa...aaa")).toBe(-1);
});
