import { z } from "zod";
import { scorecardFailure, scorecardResult } from "@/lib/shared/scorecards";

/** What the measuring process says when it ends. */
export const measurerAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), result: scorecardResult }),
  z.object({ ok: z.literal(false), failure: scorecardFailure }),
]);
export type MeasurerAnswer = z.infer<typeof measurerAnswer>;
