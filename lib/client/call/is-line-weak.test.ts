import { expect, it } from "vitest";
import { isLineWeak } from "./is-line-weak";

it("bears a hiccup, and calls two silent seconds weak", () => {
  expect([0, 80, 500, 1_999, 2_000, 20_000].map((silentMs) => isLineWeak(7_000, 7_000 + silentMs))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});
