/** How a model draws its words and its sound from what it finds likely. */
import { z } from "zod";

export const sampling = z.object({
  textTemperature: z.number().min(0).max(2),
  textTopK: z.number().int().min(1).max(32_000),
  audioTemperature: z.number().min(0).max(2),
  audioTopK: z.number().int().min(1).max(2_048),
});
export type Sampling = z.infer<typeof sampling>;
