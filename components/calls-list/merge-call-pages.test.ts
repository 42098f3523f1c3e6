import { expect, it } from "vitest";
import type { CallPage, CallSummary } from "@/lib/shared/calls";
import { appendPage, mergeNewestPage } from "./merge-call-pages";

/** Calls named by their minute, newest first. */
function page(minutes: number[], nextCursor: string | null): CallPage {
  const calls = minutes.map((minute) => ({ id: `c${minute}`, createdAt: new Date(minute * 60_000).toISOString() }) as CallSummary);
  return { calls, nextCursor };
}
const ids = ({ calls }: CallPage) => calls.map(({ id }) => id).join(" ");

it("puts new calls on top and keeps what was loaded below", () => {
  const merged = mergeNewestPage(page([5, 4, 3, 2], "after-2"), page([6, 5, 4], "after-4"));
  expect(ids(merged)).toBe("c6 c5 c4 c3 c2");
  expect(merged.nextCursor).toBe("after-2");
});

it("forgets a call that was deleted", () => {
  expect(ids(mergeNewestPage(page([5, 4, 3], "x"), page([5, 3], "y")))).toBe("c5 c3");
});

it("is the fresh page alone where that is everything there is", () => {
  expect(ids(mergeNewestPage(page([5, 4, 3], null), page([5], null)))).toBe("c5");
});

it("appends the next page without doubling a call", () => {
  const longer = appendPage(page([5, 4], "after-4"), page([4, 3], null));
  expect(ids(longer)).toBe("c5 c4 c3");
  expect(longer.nextCursor).toBeNull();
});
