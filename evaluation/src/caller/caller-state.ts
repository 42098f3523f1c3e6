import type { Trigger } from "../suite/schema";

/** What the caller is to do: each step waits for its event, then a line of `lineMs` is said, or a button pressed (0). */
export interface CallerPlan {
  readonly steps: readonly { readonly when: Trigger; readonly lineMs: number }[];
  readonly hangUp: Trigger;
}

/** Times in ms on the caller's own lane: 0 is the first sample that is sent. */
export interface CallerState {
  /** the step that is waited for; after the last one, hanging up */
  readonly next: number;
  /** since when it is waited for; lies ahead while a line is being said */
  readonly armedAtMs: number;
  /** the event has come, and this is when to act on it */
  readonly dueAtMs: number | null;
  readonly isLate: boolean;
  /** the caller's last line, or its last press of a button */
  readonly actEndedAtMs: number;
  readonly agent: AgentHeard;
  readonly isOver: boolean;
}

export interface AgentHeard {
  /** of the utterance under way */
  readonly startedAtMs: number | null;
  readonly voicedFrames: number;
  readonly quietSinceMs: number;
}

export const FIRST_STATE: CallerState = {
  next: 0,
  armedAtMs: 0,
  dueAtMs: null,
  isLate: false,
  actEndedAtMs: 0,
  agent: { startedAtMs: null, voicedFrames: 0, quietSinceMs: 0 },
  isOver: false,
};
