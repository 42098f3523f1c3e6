import { describe, expect, it } from "vitest";
import { createTokenCache } from "./token-cache";

describe("token cache", () => {
  it("guesses at once, remembers what to ask, and knows better afterwards", () => {
    const cache = createTokenCache((text) => text.length);
    cache.begin();
    expect(cache.count("hello")).toBe(5);
    expect(cache.wasExact()).toBe(false);
    const missing = cache.takeMissing(10);
    expect(missing).toEqual(["hello"]);
    expect(cache.takeMissing(10)).toEqual([]);
    cache.learn(missing, [2], true);
    cache.begin();
    expect(cache.count("hello")).toBe(2);
    expect(cache.wasExact()).toBe(true);
  });
  it("takes over the studio's own estimate without calling it exact, and does not ask again", () => {
    const cache = createTokenCache(() => 1);
    cache.begin();
    cache.count("a");
    cache.learn(cache.takeMissing(10), [3], false);
    cache.begin();
    expect(cache.count("a")).toBe(3);
    expect(cache.wasExact()).toBe(false);
    expect(cache.takeMissing(10)).toEqual([]);
  });
  it("takes back what could not be asked", () => {
    const cache = createTokenCache(() => 1);
    cache.begin();
    cache.count("a");
    cache.giveBack(cache.takeMissing(10));
    expect(cache.takeMissing(10)).toEqual(["a"]);
  });
});
