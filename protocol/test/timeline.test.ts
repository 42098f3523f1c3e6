import { expect, test } from "vitest";
import { callFacts, engineHeartbeat, socketAuth, ticketClaims, timelineEvent } from "../src/index";

const speaker = { kind: "fake", title: "t", description: "d", model: "m", weightsSha256: null, device: "cpu" };

test.each([
  { kind: "call", frameIndex: 0, atMs: 0, callId: "c", protocolVersion: 1, speaker, promptSha256: "0", voiceSha256: null, seed: 1 },
  { kind: "state", frameIndex: 3, atMs: 240, state: "ended", reason: "error", code: "model_failed" },
  { kind: "turn", frameIndex: 3, atMs: 240, endFrameIndex: 9, lane: "agent" },
  { kind: "bargeIn", frameIndex: 3, atMs: 240, stopMs: null },
  { kind: "director", frameIndex: 3, atMs: 240, commandId: "say-1", verb: "say", status: "applied", nodeId: null },
])("a line of the timeline reads back: $kind", (event) => {
  expect(timelineEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
});

test("what is not of the protocol is refused", () => {
  expect(timelineEvent.safeParse({ kind: "rumour", frameIndex: 0, atMs: 0 }).success).toBe(false);
  expect(timelineEvent.safeParse({ kind: "gap", frameIndex: -1, endFrameIndex: 2, atMs: 0 }).success).toBe(false);
  expect(socketAuth.safeParse({ ticket: "x".repeat(5_000), protocolVersion: 1 }).success).toBe(false);
  expect(ticketClaims.safeParse({ callId: "c", jti: "short", role: "team", maxCallSeconds: 60 }).success).toBe(false);
  expect(callFacts.safeParse({ state: "live", frameIndex: 0, at: "yesterday" }).success).toBe(false);
  expect(engineHeartbeat.safeParse({ engineId: "" }).success).toBe(false);
});
