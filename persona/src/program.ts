/** The director program: what the engine's director runs beside the model. Plain data, JSON-safe, made by the compiler. */
import { z } from "zod";
import { condition, EXECUTION_MODES } from "./schema";

export const programEdge = z.object({
  id: z.string(),
  target: z.string(),
  label: z.string(),
  /** edges are already in order of evaluation: priority, then drawn order */
  condition,
});
export type ProgramEdge = z.infer<typeof programEdge>;

const edges = z.array(programEdge);
export const programNode = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("start"), id: z.string(), edges }),
  /** sampleLines: what the rehearsal voice says here, in order */
  z.object({ kind: z.literal("stage"), id: z.string(), title: z.string(), goal: z.string(), sampleLines: z.array(z.string()), edges }),
  z.object({ kind: z.literal("say"), id: z.string(), title: z.string(), text: z.string(), interruptible: z.boolean(), edges }),
  z.object({ kind: z.literal("end"), id: z.string(), title: z.string(), goodbye: z.string() }),
]);
export type ProgramNode = z.infer<typeof programNode>;

export const directorProgram = z.object({
  version: z.literal(1),
  mode: z.enum(EXECUTION_MODES),
  start: z.string(),
  nodes: z.record(z.string(), programNode),
  /** how long the speaker waits after the caller's last word before it answers, from duplex.patience */
  patienceMs: z.number().int(),
  /** voice-over time of the caller after which a speaking stand-in yields, from duplex.yield */
  yieldMs: z.number().int(),
});
export type DirectorProgram = z.infer<typeof directorProgram>;
