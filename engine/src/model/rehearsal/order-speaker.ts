/** What the director asks of the speaker between two frames. Pure: each returns the next state. */
import type { DirectorProgram } from "@duologue/persona";
import type { NodeBack, SayCommand } from "../../call/ports";
import { choosePhrase, LISTEN_REPLIES } from "./phrases";
import type { SpeakerState } from "./speaker-state";
import { splitSentences, splitWords } from "./words";

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

/** Silence, within this frame and the next: what waits is dropped, a line is broken off unless it may not be interrupted. */
export function orderHush(state: SpeakerState): SpeakerState {
  const reports = state.pendingSay ? [...state.reports, unspoken(state.pendingSay, "aborted")] : state.reports;
  const phase = state.phase === "yielding" ? "listening" : state.phase;
  const quiet: SpeakerState = { ...state, phase, reports, pendingSay: null, reply: null, stageLines: [], mayGoOn: false };
  const { line } = state;
  if (!line || (line.source.kind === "say" && !line.source.interruptible)) return quiet;
  return { ...quiet, line: { ...line, isHushed: true } };
}

/**
 * The flow has moved on: lines left over from the node before are dropped, a line being spoken is finished. Coming back to the
 * stage after a detour (a Say between) it does not begin again: it listens for the answer, or repeats its last question
 * when the detour was a statement. Back from a prompt to a silent caller (`back`) it repeats nothing: it goes on with its next line
 * if he has answered, and waits if not. A stage without sample lines gets one neutral phrase, so that the caller is not met with silence.
 */
export function orderNode(state: SpeakerState, program: DirectorProgram, nodeId: string, back?: NodeBack): SpeakerState {
  const node = program.nodes[nodeId];
  const moved: SpeakerState = { ...state, nodeId, stageLines: [], mayGoOn: false, hasNudged: false };
  if (node?.kind !== "stage") return moved;
  const phrase = choosePhrase(LISTEN_REPLIES, state.random);
  const written = node.sampleLines.map((line) => line.trim()).filter((line) => line !== "");
  const lines = written.length > 0 ? written : [phrase.text];
  const random = written.length > 0 ? state.random : phrase.random;
  const begunLines = state.lastStage?.nodeId === nodeId ? state.lastStage.begunLines : 0;
  if (begunLines === 0) return { ...moved, random, stageLines: lines, mayGoOn: true, lastStage: { nodeId, begunLines: 0 } };
  const rest = lines.slice(begunLines);
  if (rest.length > 0) return { ...moved, random, stageLines: rest, hasAsked: true, mayGoOn: back === "answered" };
  // The answer is as good as one given here: where only a button can tell which it was, the caller is told so.
  if (back) return { ...moved, random, callerTookTurn: state.callerTookTurn || back === "answered" };
  const lastLine = lines.at(-1) as string;
  const detour = state.nodeId === null ? undefined : program.nodes[state.nodeId];
  const detourAsks = detour?.kind === "say" && isQuestion(detour.text);
  if (!isQuestion(lastLine) || detourAsks) return { ...moved, random };
  return { ...moved, random, stageLines: [lastSentence(lastLine)], mayGoOn: true };
}

/** A question is repeated without what led up to it. */
function lastSentence(line: string): string {
  return (splitSentences(splitWords(line)).at(-1) ?? []).map((word) => word.text).join(" ");
}

export function isQuestion(line: string): boolean {
  return /\?["'”’)]*$/.test(line.trim());
}

export function unspoken(command: SayCommand, status: "superseded" | "expired" | "aborted") {
  return { commandId: command.commandId, status, spokenWords: 0, totalWords: splitWords(command.text).length };
}
