import type { TimelineEvent } from "@duologue/protocol";
import { expect, test } from "vitest";
import { at } from "../../test/draw-lane";
import { readTimeline } from "./read-timeline";

const utterance = (lane: "caller" | "agent", frameIndex: number, endFrameIndex: number): TimelineEvent => ({
  kind: "utterance",
  lane,
  frameIndex,
  endFrameIndex,
  atMs: 0,
});
const text = (frameIndex: number, words: string): TimelineEvent => ({ kind: "text", frameIndex, text: words, nodeId: null, atMs: 0 });

test("voice from utterances in order, whatever the order of the events", () => {
  const { caller, agent } = readTimeline([utterance("agent", 30, 40), utterance("caller", 5, 15), utterance("agent", 20, 25)], 50);
  expect(caller).toEqual({ durationMs: 4_000, voice: [at(5, 15)] });
  expect(agent).toEqual({ durationMs: 4_000, voice: [at(20, 25), at(30, 40)] });
});

test("words begin with their first piece and last until the next, or until the utterance ends", () => {
  // pieces at 20, 22, 23 and 30: "Good", "mor" + "ning,", "sir." in an utterance from 20 to 28 and one from 30 to 34
  const { agent } = readTimeline(
    [utterance("agent", 20, 28), utterance("agent", 30, 34), text(20, "Good"), text(22, " mor"), text(23, "ning,"), text(30, " sir.")],
    50,
  );
  expect(agent.words).toEqual([
    { text: "Good", ...at(20, 22) },
    { text: "morning,", ...at(22, 28) },
    { text: "sir.", ...at(30, 34) },
  ]);
});

test("several words in one frame begin together and stay words", () => {
  const { agent } = readTimeline([utterance("agent", 0, 10), text(0, "Oh, "), text(2, "I see.")], 10);
  expect(agent.words).toEqual([
    { text: "Oh,", ...at(0, 2) },
    { text: "I", ...at(2, 10) },
    { text: "see.", ...at(2, 10) },
  ]);
});

test("a word outside any utterance lasts one frame, and one after the last frame is none", () => {
  const { agent } = readTimeline([text(3, "Hm"), text(10, " late")], 10);
  expect(agent.words).toEqual([{ text: "Hm", ...at(3, 4) }]);
});

test("without text, nothing is known of words", () => {
  expect(readTimeline([utterance("agent", 0, 10)], 10).agent.words).toBeUndefined();
  expect(readTimeline([], 0)).toEqual({ caller: { durationMs: 0, voice: [] }, agent: { durationMs: 0, voice: [] } });
});
