import { expect, it } from "vitest";
import { repeatedNames } from "./repeated-names";

it("finds each name that more than one has", () => {
  const named = (...names: string[]) => repeatedNames(names.map((name) => ({ name })));
  expect([...named("Ada", "Ben", "Ada", "Cleo", "Ben", "Ada")].sort()).toEqual(["Ada", "Ben"]);
  expect([...named("Ada", "ada")]).toEqual([]);
});
