import { type Problem, voiceRef } from "@duologue/persona";
import { expect, it } from "vitest";
import type { VoiceSummary } from "@/lib/shared/voices";
import { withVoiceProblem } from "./with-voice-problem";

const warning: Problem = { level: "warning", code: "empty_say", message: "Say something.", target: { kind: "node", nodeId: "n1" } };
const noted: Problem = { level: "error", code: "voice_without_consent", message: "Noted.", target: { kind: "persona", field: "voice" } };
const voice = voiceRef.parse({ kind: "sample", ref: "v1" });
const consented = { id: "v1", level: "ok", consent: { id: "c1" } as VoiceSummary["consent"] } as const;

it("puts a voice that is not in the library before the warnings, as an error that leads to the voice", () => {
  expect(withVoiceProblem([warning], voice, [])).toEqual([
    {
      level: "error",
      code: "voice_unusable",
      message: expect.stringMatching(/^This voice is not in your library/),
      target: { kind: "persona", field: "voice" },
    },
    warning,
  ]);
});

it("believes the records of consent, not the document's note of them", () => {
  expect(withVoiceProblem([noted], voice, [consented])).toEqual([]);
  expect(withVoiceProblem([noted], voice, [{ ...consented, consent: null }])).toMatchObject([{ code: "voice_unusable" }]);
  expect(withVoiceProblem([], voice, [{ ...consented, consent: null }])).toMatchObject([
    { message: "No call can use this voice yet: consent missing. Put it right under Voices, or choose another voice." },
  ]);
});

it("leaves everything as it is while nobody knows the library, and where no sample is chosen", () => {
  expect(withVoiceProblem([noted, warning], voice, null)).toEqual([noted, warning]);
  expect(withVoiceProblem([warning], voiceRef.parse({}), [])).toEqual([warning]);
  expect(withVoiceProblem([warning], voiceRef.parse({ kind: "sample" }), [])).toEqual([warning]);
});
