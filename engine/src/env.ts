/** The engine's environment, parsed once; nobody else reads it. */
import { z } from "zod";

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim().replace(/\/$/, ""))
    .filter((entry) => entry !== ""),
);

const engineEnv = z.object({
  ENGINE_ID: z.string().min(1).max(128).default("local"),
  ENGINE_HOST: z.string().default("127.0.0.1"),
  ENGINE_PORT: z.coerce.number().int().min(0).max(65_535).default(4_100),
  ENGINE_PUBLIC_URL: z.url().default("http://localhost:4100"),
  ENGINE_INTERNAL_URL: z.url().optional(),
  ENGINE_ORIGINS: list.default(["http://localhost:3000"]),
  ENGINE_SECRET: z.string().min(32, "expected at least 32 characters; `npm run up` makes one"),
  ENGINE_CAPACITY: z.coerce.number().int().min(0).max(1_000).optional(),
  ENGINE_MAX_QUEUED: z.coerce.number().int().min(0).max(10_000).default(20),
  ENGINE_IDLE_SECONDS: z.coerce.number().int().min(5).max(3_600).default(180),
  ENGINE_DATA_DIR: z.string().default(".data/engine"),
  ENGINE_DRAIN_MS: z.coerce.number().int().min(0).max(3_600_000).default(2_000),
  STUDIO_URL: z.url().default("http://localhost:3000"),
  TOKENIZER_FILE: z.string().optional(),
  /** checkpoint folder; absent: the rehearsal speaker and the small trained model share the calls */
  ENGINE_MODEL: z.string().optional(),
  /** which of these two answers where nobody chooses; the other is on offer */
  ENGINE_FIRST: z.enum(["small", "rehearsal"]).default("small"),
  /** folder of the small trained model; "none": the rehearsal speaker answers alone */
  ENGINE_OFFER: z.string().default("models/duo-small"),
  ENGINE_DEVICE: z.string().default("auto"),
  ENGINE_WEIGHTS: z.enum(["auto", "as_stored", "f32", "bf16", "i8"]).default("auto"),
  ENGINE_KEYS: z.enum(["from_weights", "bf16", "i8"]).default("from_weights"),
  ENGINE_THREADS: z.coerce.number().int().min(0).max(1_024).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});
export type EngineEnv = z.infer<typeof engineEnv>;

/** Throws one readable error that names every variable that is wrong. */
export function readEnv(source: Record<string, string | undefined> = process.env): EngineEnv {
  // an empty variable is an unset one
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = engineEnv.safeParse(set);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new Error(`The engine's environment is not usable: ${problems}`);
}
