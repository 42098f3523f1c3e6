import { expect, it } from "vitest";
import { voiceObstacle } from "./voice-obstacle";
import type { VoiceSummary } from "./voices";

const consent = { id: "c1" } as VoiceSummary["consent"];
const library = [
  { id: "fine", level: "warning", consent },
  { id: "silent", level: "ok", consent: null },
  { id: "broken", level: "error", consent },
] as const;
const of = (ref: string | null) => voiceObstacle({ kind: "sample", ref }, library);

it("has nothing against the speaker's own voice, nor against one that passed its checks with a consent on record", () => {
  expect(voiceObstacle({ kind: "default", ref: null }, [])).toBeNull();
  expect(of("fine")).toBeNull();
});

it("says what is missing of a voice in the library", () => {
  expect(of("silent")).toEqual({ words: "No call can use this voice yet: consent missing.", voiceId: "silent" });
  expect(of("broken")).toEqual({ words: "No call can use this voice yet: did not pass its checks.", voiceId: "broken" });
});

it.each(["from elsewhere", null])("knows no voice %s", (ref) => {
  expect(of(ref)).toEqual({ words: expect.stringMatching(/^This voice is not in your library/), voiceId: null });
});
