import { refuseInput } from "../refuse-input";
import type { Lane, Lanes, Side, Span } from "./lane";

/** Throws where a lane could not be measured: what was expected, what came, what to do. */
export function checkLane(lane: Lane, side: Side): void {
  const { durationMs, voice, words } = lane;
  if (!Number.isFinite(durationMs) || durationMs < 0) {
    refuseInput(`a ${side} lane of 0 ms or more`, `${durationMs}`, "Pass the length of the recording in ms.");
  }
  for (const [k, span] of voice.entries()) {
    checkSpan(span, `${side} segment ${k}`, durationMs);
    const before = voice[k - 1];
    if (before && span.startMs < before.endMs) {
      const received = `${side} segment ${k} at ${span.startMs} ms after one until ${before.endMs} ms`;
      refuseInput("sorted segments that do not overlap", received, "Sort them by start and join those that overlap.");
    }
  }
  for (const [k, word] of (words ?? []).entries()) {
    checkSpan(word, `${side} word ${k}`, durationMs);
    const before = words?.[k - 1];
    if (before && word.startMs < before.startMs) {
      const received = `${side} word ${k} at ${word.startMs} ms after one at ${before.startMs} ms`;
      refuseInput("words sorted by their start", received, "Sort them by start.");
    }
  }
}

export function checkLanes(lanes: Lanes): void {
  checkLane(lanes.caller, "caller");
  checkLane(lanes.agent, "agent");
  if (lanes.caller.durationMs !== lanes.agent.durationMs) {
    const received = `caller ${lanes.caller.durationMs} ms and agent ${lanes.agent.durationMs} ms`;
    refuseInput("two lanes of one length", received, "Cut or fill up one so that both end at the same moment.");
  }
}

/** A span that is not empty and lies in the recording. */
export function checkSpan(span: Span, name: string, durationMs: number): void {
  const { startMs, endMs } = span;
  const received = `${startMs} to ${endMs} ms`;
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs)) {
    refuseInput(`${name} with finite times`, received, "Leave out what has no time, or give it one.");
  }
  if (endMs <= startMs)
    refuseInput(`${name} to end after it starts`, received, "Leave out empty spans; check that start and end are not swapped.");
  if (startMs < 0 || endMs > durationMs) {
    refuseInput(
      `${name} between 0 and ${durationMs} ms`,
      received,
      "Cut it where the recording begins and ends, and check that times are in ms.",
    );
  }
}

/** A moment in the recording. */
export function checkMoment(atMs: number, name: string, durationMs: number): void {
  if (Number.isFinite(atMs) && atMs >= 0 && atMs <= durationMs) return;
  refuseInput(`${name} between 0 and ${durationMs} ms`, `${atMs}`, "Check that it is in ms from the start of the recording.");
}
