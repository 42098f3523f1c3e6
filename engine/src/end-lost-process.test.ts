import { expect, test } from "vitest";
import { createFakeClock } from "../test/fake-clock";
import { EXIT_MODEL_LOST, endLostProcess, GIVE_UP_CLOSING_MS } from "./end-lost-process";

function setUp(close: () => Promise<void>) {
  const clock = createFakeClock();
  const ends: unknown[] = [];
  void endLostProcess({ clock, close, exit: (code) => ends.push(code), kill: () => ends.push("killed") });
  return { clock, ends };
}

test("ends with the code that asks for a new start, whether the model gives its memory back or refuses", async () => {
  for (const close of [async () => {}, () => Promise.reject(new Error("The device failed."))]) {
    const { clock, ends } = setUp(close);
    await clock.advance(GIVE_UP_CLOSING_MS * 2);
    expect(ends).toEqual([EXIT_MODEL_LOST]);
  }
});

test("a model that never comes back is not waited for", async () => {
  const { clock, ends } = setUp(() => new Promise(() => {}));
  await clock.advance(GIVE_UP_CLOSING_MS - 1);
  expect(ends).toEqual([]);
  await clock.advance(1);
  expect(ends).toEqual(["killed"]);
});
