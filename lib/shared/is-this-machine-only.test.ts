import { expect, it } from "vitest";
import { isThisMachineOnly } from "./is-this-machine-only";

it.each(["http://localhost:3000/t/a", "http://127.0.0.1/t/a", "http://127.0.0.2:3000/t/a", "http://[::1]:3000/t/a"])("%s is", (url) => {
  expect(isThisMachineOnly(url)).toBe(true);
});

it.each([
  "https://voices.example.org/t/localhost",
  "http://192.168.1.7:3000/t/a",
  "https://localhost.example.org/t/a",
  "https://127.example.org",
])("%s is not", (url) => {
  expect(isThisMachineOnly(url)).toBe(false);
});
