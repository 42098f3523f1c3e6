import { expect, it } from "vitest";
import { fillsWindow, isCurrent } from "./nav-items";

it("lights an item on its page and below it, nowhere else", () => {
  expect(isCurrent("/calls", "/calls")).toBe(true);
  expect(isCurrent("/calls", "/calls/c1")).toBe(true);
  expect(isCurrent("/calls", "/callsigns")).toBe(false);
});

it("gives the whole window to the editor only", () => {
  expect(fillsWindow("/personas/p1")).toBe(true);
  expect(fillsWindow("/personas")).toBe(false);
  expect(fillsWindow("/calls/c1")).toBe(false);
});
