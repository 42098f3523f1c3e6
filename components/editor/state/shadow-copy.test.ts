import { describe, expect, it } from "vitest";
import { testDocument } from "@/components/canvas/core/test-flow";
import { sameJson } from "./same-json";
import { createShadowCopy } from "./shadow-copy";

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe("shadow copy", () => {
  it("gives back what was written, and nothing once it is cleared", () => {
    const storage = memoryStorage();
    const shadow = createShadowCopy(
      "p1",
      () => storage,
      () => 42,
    );
    shadow.write(testDocument(), 3);
    expect(shadow.read()).toEqual({ document: testDocument(), baseRevision: 3, atMs: 42 });
    shadow.clear();
    expect(shadow.read()).toBeNull();
  });
  it("takes broken or forbidden storage for no copy", () => {
    const storage = memoryStorage();
    storage.items.set("duologue-draft:p1", '{"document":{"spec":"other"},"baseRevision":1,"atMs":1}');
    expect(createShadowCopy("p1", () => storage).read()).toBeNull();
    storage.items.set("duologue-draft:p1", "{");
    expect(createShadowCopy("p1", () => storage).read()).toBeNull();
    const forbidden = createShadowCopy("p1", () => {
      throw new Error("denied");
    });
    expect(forbidden.read()).toBeNull();
    expect(() => forbidden.write(testDocument(), 1)).not.toThrow();
  });
});

describe("sameJson", () => {
  it("does not mind the order of keys or absent values, and minds everything else", () => {
    expect(sameJson({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(sameJson([], {})).toBe(false);
  });
});
