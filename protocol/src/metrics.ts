/** Figures of one call, reported by the engine when it ends. Times in ms, unless the name says otherwise. */
import { z } from "zod";

export const callMetrics = z.object({
  frames: z.number().int(),
  durationMs: z.number(),
  /** live → first audible persona frame; null if it never spoke */
  firstAudioMs: z.number().nullable(),
  callerSpeechMs: z.number(),
  agentSpeechMs: z.number(),
  overlapMs: z.number(),
  /** caller's turn end → persona's turn start, signed; one per change of floor */
  responseMsMedian: z.number().nullable(),
  responseMsP90: z.number().nullable(),
  turns: z.object({ caller: z.number().int(), agent: z.number().int() }),
  bargeIns: z.number().int(),
  /** barge-in start → persona silent */
  stopMsMedian: z.number().nullable(),
  backchannels: z.number().int(),
  stepMsP50: z.number(),
  stepMsP99: z.number(),
  droppedFrames: z.number().int(),
  missingFrames: z.number().int(),
  reconnects: z.number().int(),
});
export type CallMetrics = z.infer<typeof callMetrics>;
