/** A/B replays as the studio's API says them: the caller of a recorded call, played to another persona. */
import { z } from "zod";
import { strictFigures } from "./scorecards";
import { type RunState, runPersona } from "./suite-runs";

export const replayResult = z.object({
  /** what the caller said was said to another agent: a real one would have answered this one otherwise */
  label: z.literal("counterfactual"),
  /** the replay begins so much before the original on the clock that they share */
  movedMs: z.number(),
  /** version of the engine that answered the replay */
  engineBuild: z.string(),
  original: strictFigures,
  replay: strictFigures,
});
export type ReplayResult = z.infer<typeof replayResult>;

/** GET /api/calls/:id/replays */
export interface CallReplaySummary {
  id: string;
  callId: string;
  /** the call that came of it */
  replayCallId: string | null;
  personaName: string;
  state: RunState;
  failure: string | null;
  startedByName: string | null;
  createdAt: string;
}

/** GET /api/replays/:id */
export interface CallReplayDetail extends CallReplaySummary {
  result: ReplayResult | null;
}

/** POST /api/calls/:id/replays */
export const startReplayInput = runPersona;
export type StartReplayInput = z.input<typeof startReplayInput>;
