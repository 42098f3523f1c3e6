import { expect, it } from "vitest";
import { moveEnd } from "./test-span";

const span = { fromMs: 2_000, toMs: 6_000 };

it("moves an end inside the call, and leaves half a second between the two", () => {
  expect(moveEnd(span, "fromMs", 1_000, 8_000)).toEqual({ fromMs: 1_000, toMs: 6_000 });
  expect(moveEnd(span, "fromMs", -5, 8_000).fromMs).toBe(0);
  expect(moveEnd(span, "fromMs", 7_000, 8_000).fromMs).toBe(5_500);
  expect(moveEnd(span, "toMs", 9_000, 8_000).toMs).toBe(8_000);
  expect(moveEnd(span, "toMs", 0, 8_000).toMs).toBe(2_500);
});
