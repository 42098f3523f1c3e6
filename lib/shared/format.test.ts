import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatList,
  formatMs,
  formatRelative,
  formatShare,
} from "./format";

it("formats shares", () => {
  expect([0, 0.273, 1, null].map(formatShare)).toEqual(["0 %", "27 %", "100 %", "–"]);
});

it("lists words", () => {
  expect([["A"], ["A", "B"], ["A", "B", "C"]].map(formatList)).toEqual(["A", "A and B", "A, B and C"]);
});

describe("formatClock", () => {
  it.each([
    [0, "0:00"],
    [999, "0:01"],
    [65_000, "1:05"],
    [3_725_000, "1:02:05"],
    [-5, "0:00"],
    [null, "–"],
  ])("%s → %s", (durationMs, words) => expect(formatClock(durationMs)).toBe(words));
});

describe("formatDuration", () => {
  it.each([
    [45_000, "45 s"],
    [600_000, "10 min"],
    [90_000, "1 min 30 s"],
    [5_400_000, "1 h 30 min"],
    [3_600_000, "1 h"],
  ])("%s → %s", (durationMs, words) => expect(formatDuration(durationMs)).toBe(words));
});

it("shows short times in milliseconds and long ones in seconds", () => {
  expect(formatMs(240.4)).toBe("240 ms");
  expect(formatMs(-120)).toBe("−120 ms");
  expect(formatMs(1_250)).toBe("1.25 s");
  expect(formatMs(null)).toBe("–");
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [1_234_567, "1.2 MB"],
    [999_999, "1.0 MB"],
    [250_000_000, "250 MB"],
  ])("%s → %s", (bytes, words) => expect(formatBytes(bytes)).toBe(words));
});

it("names days and moments in the asked time zone", () => {
  expect(formatDate("2026-11-22T23:30:00Z", "UTC")).toBe("22 Nov 2026");
  expect(formatDate("2026-11-22T23:30:00Z", "Europe/Berlin")).toBe("23 Nov 2026");
  expect(formatDateTime("2026-11-22T07:05:00Z", "UTC")).toBe("22 Nov 2026, 07:05");
});

describe("formatRelative", () => {
  const nowMs = Date.UTC(2026, 10, 22, 12);
  it.each([
    [-10, "just now"],
    [10, "in a moment"],
    [-60, "1 min ago"],
    [-59.9 * 60, "1 h ago"],
    [-3_600, "1 h ago"],
    [-23.9 * 3_600, "1 day ago"],
    [-86_400, "1 day ago"],
    [2 * 86_400, "in 2 days"],
    [-40 * 86_400, "13 Oct 2026"],
  ])("%s s → %s", (seconds, words) => {
    expect(formatRelative(new Date(nowMs + seconds * 1_000).toISOString(), nowMs, "UTC")).toBe(words);
  });
});

it("counts things", () => {
  expect(formatCount(1, "call")).toBe("1 call");
  expect(formatCount(0, "call")).toBe("0 calls");
  expect(formatCount(1_200, "entry", "entries")).toBe("1,200 entries");
});
