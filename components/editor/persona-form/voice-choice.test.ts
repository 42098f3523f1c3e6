import { voiceRef } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import type { VoiceSummary } from "@/lib/shared/voices";
import { defaultVoice, sampleVoice, voiceLabel } from "./voice-choice";

const voice: VoiceSummary = {
  id: "v1",
  name: "Anna",
  durationMs: 8_250,
  level: "ok",
  consent: {
    id: "c1",
    basis: "own-voice",
    speakerName: "Anna",
    statement: "It is mine.",
    agreedOn: null,
    recordedBy: "Anna",
    recordedAt: "2026-01-01T00:00:00.000Z",
  },
  usedBy: [],
  createdAt: "2026-01-01T00:00:00.000Z",
};
const before = voiceRef.parse({ colour: "warm" });

describe("voice choice", () => {
  it("notes what an exported file says about the voice and keeps keys it does not know", () => {
    expect(sampleVoice(before, voice, "abc")).toMatchObject({
      kind: "sample",
      ref: "v1",
      seconds: 8.25,
      sha256: "abc",
      colour: "warm",
      consent: { status: "granted", recordId: "c1", basis: "own-voice" },
    });
    expect(sampleVoice(before, { ...voice, consent: null }, null).consent?.status).toBe("missing");
    expect(defaultVoice(sampleVoice(before, voice, "abc"))).toEqual(before);
  });
  it("says why a call could not use it", () => {
    expect(voiceLabel(voice)).toBe("Anna, 8.3 s");
    expect(voiceLabel({ ...voice, consent: null })).toBe("Anna, 8.3 s, consent missing");
    expect(voiceLabel({ ...voice, level: "error" })).toBe("Anna, 8.3 s, did not pass its checks");
  });
});
