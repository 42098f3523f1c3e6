import { describe, expect, it } from "vitest";
import { createLinkInput } from "@/lib/shared/links";
import { NEW_LINK, readLinkForm } from "./link-form-values";

const nowMs = Date.UTC(2026, 10, 22);

describe("readLinkForm", () => {
  it("asks for a week, no cap and no password unless told otherwise", () => {
    expect(readLinkForm(NEW_LINK, nowMs)).toEqual({
      input: { label: "", expiresAt: "2026-11-29T00:00:00.000Z", callCap: null, password: null, maxCallSeconds: 600, offer: null },
    });
  });

  it("makes what the studio accepts", () => {
    const read = readLinkForm(
      { label: " For Ada ", expiry: "never", callCap: "25", password: "open sesame", maxCallSeconds: "120", answeredBy: "duo-small" },
      nowMs,
    );
    expect("input" in read && createLinkInput.parse(read.input)).toEqual({
      label: "For Ada",
      expiresAt: null,
      callCap: 25,
      password: "open sesame",
      maxCallSeconds: 120,
      offer: "duo-small",
    });
  });

  it.each(["0", "-1", "1.5", "many", "100001"])("refuses a cap of %s with words", (callCap) => {
    expect(readLinkForm({ ...NEW_LINK, callCap }, nowMs)).toHaveProperty("fields.callCap");
  });

  it("refuses a password that is too short", () => {
    expect(readLinkForm({ ...NEW_LINK, password: "abc" }, nowMs)).toHaveProperty("fields.password");
  });
});
