import { expect, it } from "vitest";
import { delayBand, stepBand } from "./bands";
import { floorStateOf } from "./floor-state";

it("judges step time against the 80 ms frame", () => {
  expect([12, 40, 79.9, 80].map(stepBand)).toEqual(["good", "fair", "fair", "poor"]);
});

it("judges the network's round trip", () => {
  expect([20, 100, 249, 250].map(delayBand)).toEqual(["good", "fair", "fair", "poor"]);
});

it("names who has the floor", () => {
  expect(floorStateOf({ caller: true, agent: true })).toBe("both");
  expect(floorStateOf({ caller: true, agent: false })).toBe("listening");
  expect(floorStateOf({ caller: false, agent: true })).toBe("speaking");
  expect(floorStateOf({ caller: false, agent: false })).toBe("quiet");
});
