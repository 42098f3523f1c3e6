import { expect, it } from "vitest";
import { createNetworkDelay } from "./network-delay";

it("gives the median of the last fifteen round trips", () => {
  const delay = createNetworkDelay();
  expect(delay.medianMs()).toBeNull();
  delay.add(10);
  delay.add(30);
  expect(delay.medianMs()).toBe(20);
  delay.add(900);
  expect(delay.medianMs()).toBe(30);
  for (let k = 0; k < 15; k++) delay.add(5);
  expect(delay.medianMs()).toBe(5);
  delay.reset();
  expect(delay.medianMs()).toBeNull();
});
