import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readPersonaText } from "./read-persona-text";

it("says where a file breaks off being JSON, and what was found there", () => {
  expect(() => readPersonaText("RIFF....WAVE")).toThrow("Expected JSON, received “RIFF” at line 1, column 1, where “{” belongs.");
  expect(() => readPersonaText('\uFEFF{\n  "spec": "persona_flow",\n}')).toThrow(
    "Expected JSON, received “}” at line 3, column 1, where a key in double quotes belongs. Correct it there",
  );
});

it("leaves every other refusal to the package's own words", () => {
  expect(() => readPersonaText("[1]")).toThrow(/bare value or a list/);
  expect(() => readPersonaText("x".repeat(2_000_001))).toThrow(/at most 2 MB/);
  expect(readPersonaText(readFileSync("templates/wise-teacher.persona.json", "utf8")).warnings).toEqual([]);
});
