import { expect, it } from "vitest";
import { safeReturnPath } from "./safe-return-path";

it.each([
  ["/calls?reason=idle#top", "/calls?reason=idle#top"],
  ["/invite/abc", "/invite/abc"],
  [undefined, "/personas"],
  ["", "/personas"],
  ["https://evil.example/", "/personas"],
  ["//evil.example", "/personas"],
  ["/\\evil.example", "/personas"],
  ["javascript:alert(1)", "/personas"],
  ["calls", "/personas"],
  ["/sign-in?callbackUrl=/calls", "/personas"],
])("%s → %s", (wanted, path) => expect(safeReturnPath(wanted)).toBe(path));
