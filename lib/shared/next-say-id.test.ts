import { expect, it } from "vitest";
import { nextSayId } from "./next-say-id";

it("knows a line from its first word to its end, however it ends", () => {
  expect(nextSayId(null, { commandId: "say-1", status: "queued" })).toBeNull();
  expect(nextSayId(null, { commandId: "say-1", status: "applied" })).toBe("say-1");
  expect(nextSayId("say-1", { commandId: "say-2", status: "queued" })).toBe("say-1");
  for (const status of ["completed", "superseded", "expired", "aborted"] as const) {
    expect(nextSayId("say-1", { commandId: "say-1", status })).toBeNull();
    expect(nextSayId("say-2", { commandId: "say-1", status }), "of one that another has followed").toBe("say-2");
  }
});
