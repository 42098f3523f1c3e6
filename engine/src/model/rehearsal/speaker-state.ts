/** What the rehearsal speaker knows at a frame: plain data, so that a snapshot is a copy. */
import type { DirectorProgram } from "@duologue/persona";
import { FRAME_MS } from "@duologue/protocol";
import type { SayCommand, SayReport } from "../../call/ports";

export type SpeakerPhase =
  /** nothing to say and nothing awaited */
  | "idle"
  /** it knows its next line, which is still being synthesised */
  | "about_to_speak"
  | "speaking"
  /** it was talked over, fell silent, and lets the caller finish */
  | "yielding"
  /** its line is over; it waits for the caller */
  | "listening";

export type LineSource =
  | { kind: "say"; commandId: string; interruptible: boolean }
  /** a sample line of the current stage */
  | { kind: "stage" }
  /** one of its own short phrases */
  | { kind: "reply" };

export interface CurrentLine {
  source: LineSource;
  text: string;
  /** next sample to be heard */
  atSample: number;
  /** words begun so far */
  spokenWords: number;
  /** stop before this word begins (cancelled); null: go on to the end */
  stopAtWord: number | null;
  /** stop at once */
  isHushed: boolean;
}

export interface SpeakerState {
  phase: SpeakerPhase;
  nodeId: string | null;
  /** the node's lines that were not begun */
  stageLines: string[];
  /** the stage entered last, and how many of its lines were begun: it may be come back to */
  lastStage: { nodeId: string; begunLines: number } | null;
  /** its last stage line was a question: the answer is awaited longer */
  hasAsked: boolean;
  pendingSay: SayCommand | null;
  line: CurrentLine | null;
  /** its own phrase to be said next */
  reply: { text: string; whenQuietFrames: number } | null;
  /** the next stage line needs no turn of the caller first */
  mayGoOn: boolean;
  hasNudged: boolean;
  /** its last line was cut for something else: it takes a breath first */
  wasHushed: boolean;
  callerVoiced: boolean;
  /** voiced frames of the caller's present utterance; short dips do not end it */
  callerVoiceFrames: number;
  callerSilentFrames: number;
  /** the caller has said something since the persona's last line */
  callerTookTurn: boolean;
  /** frames since either side was last heard */
  quietFrames: number;
  /** state of the random numbers that choose the phrases */
  random: number;
  /** reports caused between two frames, sent with the next one */
  reports: SayReport[];
}

/** The numbers of the program that the speaker obeys, in frames. */
export interface SpeakerTiming {
  /** caller's silence that ends his turn */
  patienceFrames: number;
  /** caller's voice over the persona's that stops it */
  yieldFrames: number;
}

/** Three frames of voice, then a fade of 30 ms: silent within 300 ms of a barge-in even if the first frame is missed. */
const MAX_YIELD_FRAMES = 3;
const DEFAULT_PATIENCE_MS = 900;

export function timingOf(program: DirectorProgram): SpeakerTiming {
  const patienceMs = program.patienceMs > 0 ? program.patienceMs : DEFAULT_PATIENCE_MS;
  return {
    patienceFrames: Math.ceil(patienceMs / FRAME_MS),
    yieldFrames: Math.min(MAX_YIELD_FRAMES, Math.max(1, Math.floor(program.yieldMs / FRAME_MS))),
  };
}

export function createSpeakerState(seed: number): SpeakerState {
  return {
    phase: "idle",
    nodeId: null,
    stageLines: [],
    lastStage: null,
    hasAsked: false,
    pendingSay: null,
    line: null,
    reply: null,
    mayGoOn: false,
    hasNudged: false,
    wasHushed: false,
    callerVoiced: false,
    callerVoiceFrames: 0,
    callerSilentFrames: 1_000,
    callerTookTurn: false,
    quietFrames: 0,
    random: seed >>> 0,
    reports: [],
  };
}
