import { describe, expect, it } from "vitest";
import { listCallsInput } from "@/lib/shared/calls";
import { callsPath, hasFilters, NO_FILTERS, readCallFilters } from "./call-filters";

const queryOf = (path: string) => Object.fromEntries(new URL(path, "http://studio.invalid").searchParams);

describe("readCallFilters", () => {
  it("takes what makes sense and drops the rest", () => {
    expect(
      readCallFilters({ q: "bank", source: "link", reason: "bored", from: "2026-11-01", to: "2026-99-99", personaId: ["a", "b"] }),
    ).toEqual({
      ...NO_FILTERS,
      q: "bank",
      source: "link",
      from: "2026-11-01",
    });
  });

  it("knows an empty filter", () => {
    expect(hasFilters(readCallFilters({}))).toBe(false);
    expect(hasFilters(readCallFilters({ reason: "none" }))).toBe(true);
  });
});

describe("callsPath", () => {
  it("asks for nothing special without filters", () => {
    expect(callsPath(NO_FILTERS)).toBe("/api/calls");
  });

  it("makes a query that the studio accepts, with whole days", () => {
    const query = queryOf(callsPath({ ...NO_FILTERS, reason: "none", from: "2026-11-01", to: "2026-11-01" }, { cursor: "c", limit: 30 }));
    const input = listCallsInput.parse(query);
    expect(input).toMatchObject({ reason: "none", cursor: "c", limit: 30 });
    expect(Date.parse(input.to ?? "") - Date.parse(input.from ?? "")).toBe(86_400_000 - 1);
  });
});
