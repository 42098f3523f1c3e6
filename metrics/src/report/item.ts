/** What a report is made of: one recording a piece, with what its task needs to know. Times in ms from the recording's start. */
import type { Lanes, Span } from "../lane/lane";

interface ItemBase {
  /** unique in a report; items are taken in the order of their ids */
  readonly id: string;
  readonly lanes: Lanes;
}

export interface PauseItem extends ItemBase {
  readonly task: "pause";
  readonly pause: Span;
}

export interface SmoothTurnItem extends ItemBase {
  readonly task: "smoothTurn";
  readonly turnEndMs: number;
}

export interface InterruptionItem extends ItemBase {
  readonly task: "interruption";
  readonly interruption: Span;
}

export interface BackchannelItem extends ItemBase {
  readonly task: "backchannel";
  /** how often listeners responded, in bins of 200 ms; without them there is no official score */
  readonly humanShares?: readonly number[];
  /** when a listener was expected to respond, sorted */
  readonly marksMs: readonly number[];
}

/** What overlapped the agent, and so what it should have done: answer an interruption, go on through everything else. */
export const SOUND_KINDS = ["interruption", "backchannel", "toOther", "background"] as const;
export type SoundKind = (typeof SOUND_KINDS)[number];

export interface OverlapItem extends ItemBase {
  readonly task: "overlap";
  readonly sound: Span;
  readonly kind: SoundKind;
}

export interface CallItem extends ItemBase {
  readonly task: "call";
  readonly callerBackchannels?: readonly Span[];
}

export type Item = PauseItem | SmoothTurnItem | InterruptionItem | BackchannelItem | OverlapItem | CallItem;
export type Task = Item["task"];

/** In the order of a report. */
export const TASKS: readonly Task[] = ["smoothTurn", "interruption", "pause", "backchannel", "overlap", "call"];
