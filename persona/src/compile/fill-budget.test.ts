import { expect, it } from "vitest";
import { fillBudget } from "./fill-budget";
import type { Category, SentenceGroup } from "./sentence-group";

const group = (category: Category, sentences = 1): SentenceGroup => ({
  source: { kind: "identity" },
  category,
  sentences: Array(sentences).fill("x"),
});

it("keeps everything that fits", () => {
  expect(fillBudget([group("identity"), group("stage", 2), group("should")], [[40], [20, 20], [60]], 190, 200)).toEqual([1, 2, 1]);
});

it("lets the identity outgrow its share, and leaves later parts what they need of theirs", () => {
  // identity 80, so 110 for the rest; the rule is kept although goals could fill all of it
  expect(fillBudget([group("identity"), group("stage"), group("stage"), group("rules")], [[80], [50], [50], [15]], 190, 200)).toEqual([
    1, 1, 0, 1,
  ]);
});

it("prefers facts that must be known, whatever the order, and goals over facts that should be", () => {
  expect(fillBudget([group("should"), group("must")], [[50], [50]], 90, 200)).toEqual([0, 1]);
  expect(fillBudget([group("should"), group("stage")], [[100], [100]], 190, 200)).toEqual([0, 1]);
});

it("chooses by worth and never the second sentence of a text without the first", () => {
  // one long fact or three short ones: the three are worth more
  expect(fillBudget([group("must"), group("must"), group("must"), group("must")], [[90], [30], [30], [30]], 90, 200)).toEqual([0, 1, 1, 1]);
  expect(fillBudget([group("must", 2)], [[80, 5]], 40, 200)).toEqual([0]);
  expect(fillBudget([group("must", 2)], [[30, 25]], 40, 200)).toEqual([1]);
});
