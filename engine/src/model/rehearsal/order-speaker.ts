/** What the director asks of the speaker between two frames. Pure: each returns the next state. */
import type { ProgramNode } from "@duologue/persona";
import type { SayCommand } from "../../call/ports";
import { choosePhrase, LISTEN_REPLIES } from "./phrases";
import type { SpeakerState } from "./speaker-state";
import { splitWords } from "./words";

/** Takes a line to speak; one that waits and was not begun is superseded. */
export function orderSay(state: SpeakerState, command: SayCommand): SpeakerState {
  const reports = state.pendingSay ? [...state.reports, unspoken(state.pendingSay, "superseded")] : state.reports;
  return { ...state, pendingSay: command, reports };
}

/** A waiting line is dropped, a running one stops before its next word. */
export function orderCancel(state: SpeakerState, commandId: string): SpeakerState {
  if (state.pendingSay?.commandId === commandId) {
    return { ...state, pendingSay: null, reports: [...state.reports, unspoken(state.pendingSay, "aborted")] };
  }
  const { line } = state;
  if (line?.source.kind !== "say" || line.source.commandId !== commandId) return state;
  return { ...state, line: { ...line, stopAtWord: line.spokenWords } };
}

/**
 * The flow has moved on: lines left over from the node before are dropped, a line being spoken is finished. A stage without
 * sample lines gets one neutral phrase, so that the caller is not met with silence.
 */
export function orderNode(state: SpeakerState, node: ProgramNode | undefined, nodeId: string): SpeakerState {
  const moved: SpeakerState = { ...state, nodeId, stageLines: [], mayGoOn: false, hasNudged: false };
  if (node?.kind !== "stage") return moved;
  const lines = node.sampleLines.map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length > 0) return { ...moved, stageLines: lines, mayGoOn: true };
  const phrase = choosePhrase(LISTEN_REPLIES, state.random);
  return { ...moved, stageLines: [phrase.text], mayGoOn: true, random: phrase.random };
}

export function unspoken(command: SayCommand, status: "superseded" | "expired" | "aborted") {
  return { commandId: command.commandId, status, spokenWords: 0, totalWords: splitWords(command.text).length };
}
