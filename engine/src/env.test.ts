import { expect, test } from "vitest";
import { readEnv } from "./env";

const secret = "0123456789abcdef0123456789abcdef";

test("works with a secret alone; empty variables are unset ones", () => {
  expect(readEnv({ ENGINE_SECRET: secret, ENGINE_CAPACITY: "", ENGINE_FIRST: "" })).toMatchObject({
    ENGINE_PORT: 4_100,
    ENGINE_FIRST: "small",
    ENGINE_ORIGINS: ["http://localhost:3000"],
  });
});

test("origins are a list, without their last slash", () => {
  const env = readEnv({ ENGINE_SECRET: secret, ENGINE_ORIGINS: "https://a.example/, https://b.example" });
  expect(env.ENGINE_ORIGINS).toEqual(["https://a.example", "https://b.example"]);
});

test("says which values there are for who comes first", () => {
  expect(() => readEnv({ ENGINE_SECRET: secret, ENGINE_FIRST: "large" })).toThrowError(/ENGINE_FIRST: .*"small"\|"rehearsal"/);
});

test("names every variable that is wrong, and no value", () => {
  const read = () => readEnv({ ENGINE_SECRET: "too-short", ENGINE_PORT: "many" });
  expect(read).toThrowError(/ENGINE_SECRET.*at least 32.*|ENGINE_PORT/);
  expect(read).not.toThrowError(/too-short/);
});
