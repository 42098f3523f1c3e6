/**
 * The rehearsal speaker's behaviour, one frame at a time, as a pure function: the same state, caller voice and lines give the
 * same speech again.
 *
 * It speaks one line per turn. After a line it listens: once the caller has said something and been silent for the patience
 * time it goes on; a pause shorter than that is his to keep. If he says nothing it goes on by itself: two seconds after a
 * statement, six after a question, unless the flow has a silence edge here, which is then left to act. When he talks over a line for the yield time, the line
 * fades out and is never taken up again; after his turn comes a short reply and the next line. A shorter "mm-hm" changes nothing.
 */
import type { ProgramNode } from "@duologue/persona";
import { FRAME_MS, FRAME_SAMPLES } from "@duologue/protocol";
import type { SayReport } from "../../call/ports";
import { isQuestion, unspoken } from "./order-speaker";
import { ACKNOWLEDGEMENTS, CHOICE_HINTS, choosePhrase, LISTEN_REPLIES, NUDGES, YIELD_REPLIES } from "./phrases";
import type { CurrentLine, LineSource, SpeakerState, SpeakerTiming } from "./speaker-state";

/** Voice begins at the upper threshold and ends below the lower one (Silero's own defaults). */
const VOICE_ON = 0.5;
const VOICE_OFF = 0.35;
/** An utterance survives dips of the detector this long. */
const DIP_FRAMES = 2;
/** Shorter voice is a click or a breath, not a turn. */
const TURN_FRAMES = 2;
/** A caller who answered into the last words of a line has taken his turn. */
const EARLY_ANSWER_FRAMES = 5;
const CALLER_PAUSE_FRAMES = Math.ceil(320 / FRAME_MS);
/** a breath between two of its own lines */
const BREATH_FRAMES = Math.ceil(240 / FRAME_MS);
/** after a statement the caller may come in; nobody waits for an answer to it */
const STATEMENT_PAUSE_FRAMES = Math.ceil(2_000 / FRAME_MS);
const LONG_SILENCE_FRAMES = Math.ceil(6_000 / FRAME_MS);
/** after the caller's turn the flow may move on first, before the speaker fills in with a phrase */
const FILL_IN_FRAMES = Math.ceil(2_500 / FRAME_MS);

export interface LineShape {
  sampleCount: number;
  words: { text: string; startSample: number }[];
}
/** What the edges of the current node wait for. */
export interface NodeWaits {
  silence: boolean;
  choice: boolean;
  anyAnswer: boolean;
}
export interface SpeakerInput {
  frameIndex: number;
  voiceProbability: number;
  timing: SpeakerTiming;
  waitsFor: NodeWaits;
  /** undefined: not synthesised yet */
  shapeOf: (text: string) => LineShape | undefined;
}
export interface SpeakerOutput {
  /** what to play in this frame; beyond the line's end is silence. fadeOut: stop within 30 ms at `endSample` or at once */
  audio: { text: string; fromSample: number; fadeOutAtSample: number | null } | null;
  words: string[];
  says: SayReport[];
  /** a line was broken off for the caller */
  gaveWay: boolean;
  /** the line it waits for */
  wanted: string | null;
}

export function stepSpeaker(before: SpeakerState, input: SpeakerInput): { state: SpeakerState; output: SpeakerOutput } {
  const state = hear({ ...before, reports: [] }, input);
  const output: SpeakerOutput = { audio: null, words: [], says: [...before.reports], gaveWay: false, wanted: null };
  if (state.pendingSay && input.frameIndex > state.pendingSay.expiresAtFrame) {
    output.says.push(unspoken(state.pendingSay, "expired"));
    state.pendingSay = null;
  }
  if (!state.line) begin(state, input, output);
  if (state.line) speak(state, state.line, input, output);
  return { state, output };
}

/** Follows the caller's voice. */
function hear(state: SpeakerState, input: SpeakerInput): SpeakerState {
  const callerVoiced = input.voiceProbability >= (state.callerVoiced ? VOICE_OFF : VOICE_ON);
  const callerSilentFrames = callerVoiced ? 0 : state.callerSilentFrames + 1;
  let { callerVoiceFrames } = state;
  if (callerVoiced) callerVoiceFrames = state.callerSilentFrames > DIP_FRAMES ? 1 : callerVoiceFrames + 1;
  const callerTookTurn = state.callerTookTurn || (!state.line && callerVoiced && callerVoiceFrames >= TURN_FRAMES);
  const quietFrames = callerVoiced || state.line ? 0 : state.quietFrames + 1;
  return { ...state, callerVoiced, callerSilentFrames, callerVoiceFrames, callerTookTurn, quietFrames };
}

/** Chooses the next line and takes the floor, if it is free and the line is ready. */
function begin(state: SpeakerState, input: SpeakerInput, output: SpeakerOutput): void {
  const next = chooseLine(state, input);
  if (!next) {
    if (state.phase === "about_to_speak") state.phase = "listening";
    return;
  }
  if (!input.shapeOf(next.text)) {
    state.phase = "about_to_speak";
    output.wanted = next.text;
    return;
  }
  if (next.source.kind === "say") state.pendingSay = null;
  else if (next.source.kind === "stage") state.stageLines = state.stageLines.slice(1);
  if (next.source.kind === "stage") {
    state.mayGoOn = false;
    state.hasAsked = isQuestion(next.text);
    if (state.lastStage) state.lastStage = { ...state.lastStage, begunLines: state.lastStage.begunLines + 1 };
  }
  state.reply = null;
  state.line = { source: next.source, text: next.text, atSample: 0, spokenWords: 0, stopAtWord: null, isHushed: false };
  state.phase = "speaking";
  state.wasHushed = false;
  state.callerTookTurn = false;
  state.callerVoiceFrames = 0;
  state.quietFrames = 0;
  if (next.source.kind === "say") output.says.push(report(state.line, "applied", input));
}

function chooseLine(state: SpeakerState, input: SpeakerInput): { text: string; source: LineSource } | null {
  const turnEnded = state.callerTookTurn && state.callerSilentFrames >= input.timing.patienceFrames;
  const floorIsFree = state.callerTookTurn ? turnEnded : state.callerSilentFrames >= CALLER_PAUSE_FRAMES;
  const longSilence = state.quietFrames >= LONG_SILENCE_FRAMES && !input.waitsFor.silence;
  if (!floorIsFree) {
    if (state.reply && state.phase !== "yielding") state.reply = null;
    return null;
  }
  if (state.phase === "yielding" && !state.reply) {
    const needsButton = state.stageLines.length === 0 && input.waitsFor.choice && !input.waitsFor.anyAnswer;
    state.reply = draw(state, needsButton ? CHOICE_HINTS : YIELD_REPLIES, 0);
    state.mayGoOn = true;
  }
  if (state.reply && state.quietFrames >= state.reply.whenQuietFrames) return { text: state.reply.text, source: { kind: "reply" } };
  if (state.wasHushed && state.quietFrames < BREATH_FRAMES) return null;
  if (state.pendingSay) {
    const { text, commandId, interruptible } = state.pendingSay;
    return { text, source: { kind: "say", commandId, interruptible } };
  }
  const line = state.stageLines[0];
  if (line !== undefined) {
    const afterStatement = !state.hasAsked && state.quietFrames >= STATEMENT_PAUSE_FRAMES;
    const isDue = turnEnded || longSilence || afterStatement || (state.mayGoOn && state.quietFrames >= BREATH_FRAMES);
    return isDue ? { text: line, source: { kind: "stage" } } : null;
  }
  if (turnEnded && !state.reply) {
    state.reply = draw(state, fillInPhrases(input.waitsFor), state.quietFrames + FILL_IN_FRAMES);
  } else if (longSilence && !state.reply && !state.hasNudged && state.nodeId !== null) {
    state.hasNudged = true;
    state.reply = draw(state, NUDGES, 0);
  }
  return null;
}

function fillInPhrases({ choice, anyAnswer }: NodeWaits): readonly string[] {
  if (anyAnswer) return ACKNOWLEDGEMENTS;
  return choice ? CHOICE_HINTS : LISTEN_REPLIES;
}

export function waitsOf(node: ProgramNode | undefined): NodeWaits {
  const types = node === undefined || node.kind === "end" ? [] : node.edges.map((edge) => edge.condition.type);
  return { silence: types.includes("silence"), choice: types.includes("caller_choice"), anyAnswer: types.includes("else") };
}

function draw(state: SpeakerState, phrases: readonly string[], whenQuietFrames: number): { text: string; whenQuietFrames: number } {
  const phrase = choosePhrase(phrases, state.random);
  state.random = phrase.random;
  return { text: phrase.text, whenQuietFrames };
}

/** One frame of the current line. */
function speak(state: SpeakerState, line: CurrentLine, input: SpeakerInput, output: SpeakerOutput): void {
  const shape = input.shapeOf(line.text) ?? { sampleCount: 0, words: [] };
  if (line.isHushed) {
    output.audio = { text: line.text, fromSample: line.atSample, fadeOutAtSample: line.atSample };
    finish(state, line, "aborted", input, output);
    state.wasHushed = true;
    return;
  }
  const mayBeStopped = line.source.kind !== "say" || line.source.interruptible;
  if (mayBeStopped && state.callerVoiced && state.callerVoiceFrames >= input.timing.yieldFrames) {
    output.audio = { text: line.text, fromSample: line.atSample, fadeOutAtSample: line.atSample };
    finish(state, line, "aborted", input, output);
    state.phase = "yielding";
    state.callerTookTurn = true;
    output.gaveWay = true;
    return;
  }
  const end = line.atSample + FRAME_SAMPLES;
  const isLast = end >= shape.sampleCount;
  const stop = line.stopAtWord === null ? undefined : shape.words[line.stopAtWord];
  let spokenWords = line.spokenWords;
  while (spokenWords < shape.words.length && spokenWords !== line.stopAtWord) {
    const word = shape.words[spokenWords] as { text: string; startSample: number };
    if (word.startSample >= end && !isLast) break;
    output.words.push(word.text);
    spokenWords++;
  }
  const isStopped = stop !== undefined && stop.startSample < end;
  output.audio = { text: line.text, fromSample: line.atSample, fadeOutAtSample: isStopped ? stop.startSample : null };
  const spoken = { ...line, atSample: end, spokenWords };
  state.line = spoken;
  if (isStopped || isLast) finish(state, spoken, isStopped ? "aborted" : "completed", input, output);
}

function finish(state: SpeakerState, line: CurrentLine, status: "completed" | "aborted", input: SpeakerInput, output: SpeakerOutput): void {
  if (line.source.kind === "say") output.says.push(report(line, status, input));
  state.line = null;
  state.phase = "listening";
  state.quietFrames = 0;
  state.callerTookTurn = state.callerSilentFrames < EARLY_ANSWER_FRAMES && state.callerVoiceFrames >= TURN_FRAMES;
}

function report(line: CurrentLine, status: SayReport["status"], input: SpeakerInput): SayReport {
  const commandId = line.source.kind === "say" ? line.source.commandId : "";
  return { commandId, status, spokenWords: line.spokenWords, totalWords: input.shapeOf(line.text)?.words.length ?? 0 };
}
