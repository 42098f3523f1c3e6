import { expect, it } from "vitest";
import { boundsWords, numberInBounds } from "./number-in-bounds";

const TEMPERATURE = { min: 0, max: 2 };
const TOP_K = { min: 1, max: 1_000, whole: true };

it.each([
  ["0.7", TEMPERATURE, 0.7],
  ["0", TEMPERATURE, 0],
  ["2.1", TEMPERATURE, null],
  ["-1", TEMPERATURE, null],
  ["", TEMPERATURE, null],
  ["warm", TEMPERATURE, null],
  ["25", TOP_K, 25],
  ["1e1", TOP_K, 10],
  ["25.5", TOP_K, null],
  ["0", TOP_K, null],
])("reads %j within %o as %j", (typed, bounds, number) => {
  expect(numberInBounds(typed, bounds)).toBe(number);
});

it("says what to enter", () => {
  expect(boundsWords(TEMPERATURE)).toBe("Enter a number from 0 to 2.");
  expect(boundsWords(TOP_K)).toBe("Enter a whole number from 1 to 1000.");
});
