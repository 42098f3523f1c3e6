import { expect, it } from "vitest";
import { sayDate, sayYear } from "./say-date";
import { sayNumber, sayOrdinal } from "./say-number";
import { sayPrice } from "./say-price";
import { sayTime } from "./say-time";

it("numbers", () => {
  expect([0, 13, 40, 99, 100, 714, 1896, 2005, 360_100].map(sayNumber)).toEqual([
    "zero",
    "thirteen",
    "forty",
    "ninety nine",
    "one hundred",
    "seven hundred and fourteen",
    "one thousand eight hundred and ninety six",
    "two thousand and five",
    "three hundred and sixty thousand one hundred",
  ]);
  expect([1, 2, 3, 5, 12, 20, 21, 30].map(sayOrdinal)).toEqual([
    "first",
    "second",
    "third",
    "fifth",
    "twelfth",
    "twentieth",
    "twenty first",
    "thirtieth",
  ]);
  expect(() => sayNumber(-1)).toThrow("expected a whole number");
});

it("times", () => {
  expect([
    sayTime(9, 30, "plain"),
    sayTime(9, 30, "past"),
    sayTime(16, 45, "past"),
    sayTime(12, 45, "past"),
    sayTime(20, 5, "plain"),
  ]).toEqual(["nine thirty", "half past nine", "quarter to five", "quarter to one", "eight oh five"]);
});

it("prices and dates", () => {
  expect([sayPrice(4, 50), sayPrice(1, 0), sayPrice(0, 20)]).toEqual(["four dollars and fifty cents", "one dollar", "twenty cents"]);
  expect([sayDate(5, 3, "month"), sayDate(12, 21, "day")]).toEqual(["May the third", "the twenty first of December"]);
  expect([1984, 1900, 2007, 2018, 1905].map(sayYear)).toEqual([
    "nineteen eighty four",
    "nineteen hundred",
    "two thousand and seven",
    "twenty eighteen",
    "nineteen oh five",
  ]);
});
