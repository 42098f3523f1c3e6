import { FRAME_MS, type TimelineEvent } from "@duologue/protocol";
import { checkLanes } from "./check-lane";
import { joinSpans } from "./join-spans";
import type { Lanes, Side, Span, Word } from "./lane";

type Of<K extends TimelineEvent["kind"]> = Extract<TimelineEvent, { kind: K }>;

/**
 * Both lanes of a call from its timeline. Voice is what the engine noted as utterances, so silences of up to half a second inside them
 * are already joined; with the recording at hand, `buildLane` is finer. Words come from the agent's text stream, which says when one
 * begins: it is taken to last until the next begins or its utterance ends. Without text (not recorded) there are no words.
 */
export function readTimeline(events: readonly TimelineEvent[], frames: number): Lanes {
  const durationMs = frames * FRAME_MS;
  const voiceOf = (side: Side): Span[] => {
    const utterances = events.filter((event): event is Of<"utterance"> => event.kind === "utterance" && event.lane === side);
    const spans = utterances.map(({ frameIndex, endFrameIndex }) => ({ startMs: frameIndex * FRAME_MS, endMs: endFrameIndex * FRAME_MS }));
    return joinSpans(
      spans.sort((a, b) => a.startMs - b.startMs),
      0,
    );
  };
  const texts = events.filter((event): event is Of<"text"> => event.kind === "text");
  const agentVoice = voiceOf("agent");
  const lanes: Lanes = {
    caller: { durationMs, voice: voiceOf("caller") },
    agent: { durationMs, voice: agentVoice, ...(texts.length > 0 ? { words: readWords(texts, agentVoice, durationMs) } : {}) },
  };
  checkLanes(lanes);
  return lanes;
}

/** Pieces of text become words at their spaces; a word begins in the frame of its first piece. */
function readWords(texts: readonly Of<"text">[], voice: readonly Span[], durationMs: number): Word[] {
  const begun: { text: string; startMs: number }[] = [];
  let isOpen = false;
  for (const { text, frameIndex } of [...texts].sort((a, b) => a.frameIndex - b.frameIndex)) {
    for (const part of text.split(/(\s+)/)) {
      if (part === "") continue;
      const last = begun.at(-1);
      if (/^\s/.test(part)) isOpen = false;
      else if (isOpen && last) last.text += part;
      else {
        begun.push({ text: part, startMs: frameIndex * FRAME_MS });
        isOpen = true;
      }
    }
  }
  return begun
    .filter(({ startMs }) => startMs < durationMs)
    .map((word, k) => ({ ...word, endMs: endOf(word.startMs, begun.slice(k + 1), voice, durationMs) }));
}

function endOf(startMs: number, later: readonly { startMs: number }[], voice: readonly Span[], durationMs: number): number {
  const next = later.find((word) => word.startMs > startMs)?.startMs ?? durationMs;
  const utterance = voice.find((span) => span.startMs <= startMs && startMs < span.endMs);
  return Math.min(next, utterance?.endMs ?? startMs + FRAME_MS, durationMs);
}
