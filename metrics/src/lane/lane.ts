/** What the figures are made of: spans of time on one side of a conversation. All times in ms from the start of the recording. */

/** From `startMs` up to, not including, `endMs`. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Word extends Span {
  readonly text: string;
}

export interface Lane {
  /** length of the recording, silence included */
  readonly durationMs: number;
  /** stretches of voice: sorted, none overlapping another */
  readonly voice: readonly Span[];
  /** what was said, sorted by start (words may overlap); absent where nobody wrote it down */
  readonly words?: readonly Word[];
}

/** Both sides on one clock. */
export interface Lanes {
  readonly caller: Lane;
  readonly agent: Lane;
}

export type Side = keyof Lanes;
