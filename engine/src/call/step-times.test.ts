import { expect, test } from "vitest";
import { StepTimes } from "./step-times";

test("nearest ranks over what is in the ring", () => {
  const times = new StepTimes();
  expect(times.summary()).toEqual({ stepMsP50: 0, stepMsP99: 0 });
  for (let ms = 1; ms <= 100; ms++) times.add(ms);
  expect(times.summary()).toEqual({ stepMsP50: 50, stepMsP99: 99 });
  for (let k = 0; k < 1_000; k++) times.add(7);
  expect(times.summary()).toEqual({ stepMsP50: 7, stepMsP99: 7 });
});
