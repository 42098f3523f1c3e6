/** What a call looks like to the person in it: one value, changed only by `reduceCallView`. No clock, no sound, no network. */
import type {
  AgentTextFact,
  CallEndedFact,
  CallState,
  ChoicesFact,
  DirectorStatus,
  EndReason,
  ErrorCode,
  MetricsFact,
  SpeakerInfo,
  TurnFact,
} from "@duologue/protocol";
import { isBrokenOff } from "@/lib/shared/broken-off";
import { nextSayId } from "@/lib/shared/next-say-id";
import type { MicrophoneIssue } from "./microphone-issue";

/** `asking`: the browser asks for the microphone. `failed`: the call never began, or broke before it ended. */
export type CallPhase = "idle" | "asking" | "connecting" | "queued" | "priming" | "live" | "ending" | "ended" | "failed";
export type TalkMode = "open" | "pushToTalk";

export type TranscriptLine =
  | {
      id: number;
      kind: "words";
      frameIndex: number;
      endFrameIndex: number;
      text: string;
      nodeId: string | null;
      /** the director's command whose words these are; null: the speaker's own */
      sayId: string | null;
      isBrokenOff?: true;
    }
  | { id: number; kind: "node"; frameIndex: number; nodeId: string }
  | { id: number; kind: "choice"; frameIndex: number; label: string }
  | { id: number; kind: "connection"; frameIndex: number; status: "lost" | "resumed" };

export interface CallTotals {
  turns: { caller: number; agent: number };
  bargeIns: number;
  overlapFrames: number;
  reconnects: number;
}
export interface CallProblem {
  message: string;
  code: ErrorCode | null;
  microphone: MicrophoneIssue | null;
}
export interface PlaybackFigures {
  bufferedMs: number;
  marginMs: number;
  underruns: number;
}

export interface CallViewState {
  phase: CallPhase;
  callId: string | null;
  speaker: SpeakerInfo | null;
  maxCallSeconds: number | null;
  queue: { position: number; etaSeconds: number | null } | null;
  priming: { done: number; total: number } | null;
  /** when the call became live, by the page's monotonic clock */
  liveSinceMs: number | null;
  /** set while the connection is lost: until when the call can be picked up again, same clock */
  reconnectUntilMs: number | null;
  /** the engine has been silent for too long, though the connection is not known to be lost */
  lineWeak: boolean;
  frameIndex: number;
  lines: TranscriptLine[];
  activeNodeId: string | null;
  /** the director's command that is being spoken; null: the speaker finds its own words, or nobody is told */
  sayId: string | null;
  choices: ChoicesFact["choices"];
  mode: TalkMode;
  muted: boolean;
  /** push-to-talk: the key or button is held */
  talking: boolean;
  metrics: MetricsFact | null;
  networkDelayMs: number | null;
  playback: PlaybackFigures;
  totals: CallTotals;
  /** of the last minute */
  turnFacts: TurnFact[];
  ended: { reason: EndReason; code: ErrorCode | null; durationMs: number } | null;
  problem: CallProblem | null;
  /** something went wrong that the call survived */
  notice: string | null;
}

export type CallViewEvent =
  | { type: "asked" }
  | { type: "dialled" }
  | { type: "ticketed"; callId: string; speaker: SpeakerInfo | null; maxCallSeconds: number }
  | { type: "started"; callId: string; speaker: SpeakerInfo; maxCallSeconds: number }
  | {
      type: "stateChanged";
      state: CallState;
      frameIndex: number;
      atMs: number;
      queue?: CallViewState["queue"];
      priming?: CallViewState["priming"];
    }
  | { type: "primed"; speaker: SpeakerInfo }
  | { type: "textHeard"; fact: AgentTextFact }
  | { type: "nodeEntered"; frameIndex: number; nodeId: string }
  | { type: "sayMoved"; commandId: string; status: DirectorStatus }
  | { type: "choicesOffered"; fact: ChoicesFact }
  | { type: "choiceTaken"; edgeId: string }
  | ({ type: "turnObserved" } & TurnFact)
  | { type: "metricsSampled"; fact: MetricsFact }
  | { type: "delayMeasured"; networkDelayMs: number }
  | { type: "playbackSampled"; playback: PlaybackFigures }
  | { type: "lineJudged"; weak: boolean }
  | { type: "connectionLost"; untilMs: number }
  | { type: "connectionResumed" }
  | { type: "modeChosen"; mode: TalkMode }
  | { type: "muteSet"; muted: boolean }
  | { type: "talkSet"; talking: boolean }
  | { type: "noticed"; message: string | null }
  | { type: "hangupAsked" }
  | { type: "ended"; fact: CallEndedFact }
  | { type: "failed"; problem: CallProblem }
  | { type: "reset" };

/** Words further apart than this begin a new line. */
const NEW_LINE_FRAMES = 19;
const FRAME_MS = 80;
const KEPT_FACT_FRAMES = 750;

export const initialCallView: CallViewState = {
  phase: "idle",
  callId: null,
  speaker: null,
  maxCallSeconds: null,
  queue: null,
  priming: null,
  liveSinceMs: null,
  reconnectUntilMs: null,
  lineWeak: false,
  frameIndex: 0,
  lines: [],
  activeNodeId: null,
  sayId: null,
  choices: [],
  mode: "open",
  muted: false,
  talking: false,
  metrics: null,
  networkDelayMs: null,
  playback: { bufferedMs: 0, marginMs: 0, underruns: 0 },
  totals: { turns: { caller: 0, agent: 0 }, bargeIns: 0, overlapFrames: 0, reconnects: 0 },
  turnFacts: [],
  ended: null,
  problem: null,
  notice: null,
};

/** A call is under way: it holds the microphone and can be hung up. */
export function isUnderWay(phase: CallPhase): boolean {
  return phase !== "idle" && phase !== "ended" && phase !== "failed";
}

/** The only place where the view of a call changes. Facts that come after the end are ignored. */
export function reduceCallView(state: CallViewState, event: CallViewEvent): CallViewState {
  switch (event.type) {
    case "reset":
      return { ...initialCallView, mode: state.mode };
    case "asked":
      return { ...initialCallView, mode: state.mode, phase: "asking" };
    case "modeChosen":
      return { ...state, mode: event.mode, talking: false };
    default:
      return isUnderWay(state.phase) ? reduceUnderWay(state, event) : state;
  }
}

function reduceUnderWay(state: CallViewState, event: CallViewEvent): CallViewState {
  switch (event.type) {
    case "dialled":
      return { ...state, phase: "connecting" };
    case "ticketed":
      return { ...state, callId: event.callId, speaker: event.speaker ?? state.speaker, maxCallSeconds: event.maxCallSeconds };
    case "started":
      return { ...state, callId: event.callId, speaker: event.speaker, maxCallSeconds: event.maxCallSeconds };
    case "stateChanged":
      return changeState(state, event);
    case "primed":
      return { ...state, speaker: event.speaker, priming: null };
    case "textHeard":
      return { ...state, lines: addWords(state.lines, event.fact, state.sayId) };
    case "nodeEntered":
      return { ...state, activeNodeId: event.nodeId, lines: addNode(state.lines, event) };
    case "sayMoved":
      return { ...state, sayId: nextSayId(state.sayId, event) };
    case "choicesOffered":
      return { ...state, choices: event.fact.choices };
    case "choiceTaken": {
      const label = state.choices.find((choice) => choice.edgeId === event.edgeId)?.label;
      if (label === undefined) return state;
      return { ...state, choices: [], lines: addLine(state.lines, { kind: "choice", frameIndex: state.frameIndex, label }) };
    }
    case "turnObserved":
      return {
        ...state,
        totals: addTurn(state.totals, event),
        turnFacts: keepTurnFact(state.turnFacts, event),
        lines: event.kind === "bargeIn" ? breakOff(state.lines, event) : state.lines,
      };
    case "metricsSampled":
      return { ...state, metrics: event.fact, frameIndex: Math.max(state.frameIndex, event.fact.frameIndex) };
    case "delayMeasured":
      return { ...state, networkDelayMs: event.networkDelayMs };
    case "playbackSampled":
      return { ...state, playback: event.playback };
    case "lineJudged":
      return state.lineWeak === event.weak ? state : { ...state, lineWeak: event.weak };
    case "connectionLost":
      return {
        ...state,
        lineWeak: false,
        reconnectUntilMs: event.untilMs,
        lines: state.phase === "live" ? addLine(state.lines, connectionLine(state, "lost")) : state.lines,
      };
    case "connectionResumed":
      if (state.reconnectUntilMs === null) return state;
      return {
        ...state,
        reconnectUntilMs: null,
        networkDelayMs: null,
        // its end may have been told meanwhile
        sayId: null,
        totals: { ...state.totals, reconnects: state.totals.reconnects + 1 },
        lines: state.phase === "live" ? addLine(state.lines, connectionLine(state, "resumed")) : state.lines,
      };
    case "muteSet":
      return { ...state, muted: event.muted };
    case "talkSet":
      return { ...state, talking: event.talking };
    case "noticed":
      return { ...state, notice: event.message };
    case "hangupAsked":
      return { ...state, phase: "ending", choices: [] };
    case "ended":
      return close(state, {
        phase: "ended",
        frameIndex: event.fact.frameIndex,
        ended: { reason: event.fact.reason, code: event.fact.code ?? null, durationMs: event.fact.frameIndex * FRAME_MS },
      });
    case "failed":
      return close(state, { phase: "failed", problem: event.problem });
    default:
      return state;
  }
}

function close(state: CallViewState, last: Partial<CallViewState>): CallViewState {
  return {
    ...state,
    queue: null,
    priming: null,
    reconnectUntilMs: null,
    lineWeak: false,
    choices: [],
    activeNodeId: null,
    talking: false,
    ...last,
  };
}

function changeState(state: CallViewState, event: Extract<CallViewEvent, { type: "stateChanged" }>): CallViewState {
  const frameIndex = Math.max(state.frameIndex, event.frameIndex);
  if (state.phase === "ending") return { ...state, frameIndex };
  switch (event.state) {
    case "queued":
      return { ...state, phase: "queued", frameIndex, queue: event.queue ?? state.queue };
    case "priming":
      return { ...state, phase: "priming", frameIndex, queue: null, priming: event.priming ?? state.priming };
    case "live":
      return { ...state, phase: "live", frameIndex, queue: null, priming: null, liveSinceMs: state.liveSinceMs ?? event.atMs };
    case "ending":
      return { ...state, phase: "ending", frameIndex, choices: [] };
    default:
      return { ...state, frameIndex };
  }
}

type NewLine = TranscriptLine extends infer L ? (L extends TranscriptLine ? Omit<L, "id"> : never) : never;

function addLine(lines: TranscriptLine[], line: NewLine): TranscriptLine[] {
  const id = (lines.at(-1)?.id ?? 0) + 1;
  return [...lines, { ...line, id } as TranscriptLine];
}

/** The engine says again where a call stands when it was picked up: the same entry is no new one. */
function addNode(lines: TranscriptLine[], { frameIndex, nodeId }: { frameIndex: number; nodeId: string }): TranscriptLine[] {
  const last = lines.findLast((line) => line.kind === "node");
  if (last?.frameIndex === frameIndex && last.nodeId === nodeId) return lines;
  return addLine(lines, { kind: "node", frameIndex, nodeId });
}

function connectionLine(state: CallViewState, status: "lost" | "resumed"): NewLine {
  return { kind: "connection", frameIndex: state.frameIndex, status };
}

/**
 * Joins words of one stretch of speech into one line; the director's and the speaker's own are two. A choice that is taken in the middle of
 * it stands after it.
 */
function addWords(lines: TranscriptLine[], fact: AgentTextFact, sayId: string | null): TranscriptLine[] {
  if (fact.text === "") return lines;
  const at = lines.findLastIndex((line) => line.kind !== "choice");
  const last = lines[at];
  if (
    last?.kind === "words" &&
    !last.isBrokenOff &&
    last.nodeId === fact.nodeId &&
    last.sayId === sayId &&
    fact.frameIndex - last.endFrameIndex <= NEW_LINE_FRAMES
  ) {
    return lines.with(at, { ...last, text: joinText(last.text, fact.text), endFrameIndex: fact.frameIndex });
  }
  if (fact.text.trim() === "") return lines;
  const { frameIndex, nodeId } = fact;
  return addLine(lines, { kind: "words", frameIndex, endFrameIndex: frameIndex, text: fact.text.trimStart(), nodeId, sayId });
}

/** The caller cut in: the line in the middle of which the persona fell silent is marked. */
function breakOff(lines: TranscriptLine[], { frameIndex, stopMs = null }: TurnFact): TranscriptLine[] {
  return lines.map((line) => (line.kind === "words" && isBrokenOff(line, { frameIndex, stopMs }) ? { ...line, isBrokenOff: true } : line));
}

/** Pieces carry their own spaces; a sentence end without one gets it. */
function joinText(before: string, piece: string): string {
  return /[.!?…]$/.test(before) && /^[\p{L}\p{N}]/u.test(piece) ? `${before} ${piece}` : before + piece;
}

/** Facts that lie more than a minute before the newest are let go. */
function keepTurnFact(facts: TurnFact[], { type: _type, ...fact }: Extract<CallViewEvent, { type: "turnObserved" }>): TurnFact[] {
  const endOf = ({ frameIndex, endFrameIndex }: TurnFact) => endFrameIndex ?? frameIndex;
  return [...facts.filter((kept) => endOf(kept) >= endOf(fact) - KEPT_FACT_FRAMES), fact];
}

function addTurn(totals: CallTotals, event: Extract<CallViewEvent, { type: "turnObserved" }>): CallTotals {
  if (event.kind === "bargeIn") return { ...totals, bargeIns: totals.bargeIns + 1 };
  if (event.kind === "overlap" && event.endFrameIndex !== undefined) {
    return { ...totals, overlapFrames: totals.overlapFrames + Math.max(0, event.endFrameIndex - event.frameIndex) };
  }
  if (event.kind === "turn" && event.endFrameIndex !== undefined && event.lane) {
    return { ...totals, turns: { ...totals.turns, [event.lane]: totals.turns[event.lane] + 1 } };
  }
  return totals;
}
