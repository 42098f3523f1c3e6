/** What the studio does once, when its process starts. */
import { markLostCalls } from "./calls/mark-lost-calls";
import { env } from "./env";
import { log } from "./log";

const MARK_EVERY_MS = 5_000;
const holder = globalThis as { duologueMarking?: NodeJS.Timeout };

/** Checks the environment (throws naming what is wrong) and begins to look for lost calls. Safe to call again. */
export function startServer(): void {
  env();
  if (holder.duologueMarking) clearInterval(holder.duologueMarking);
  const mark = () =>
    markLostCalls().catch((error: { name?: string; code?: unknown }) => {
      log().warn({ kind: error.name, code: error.code }, "Lost calls could not be looked for");
    });
  void mark();
  holder.duologueMarking = setInterval(mark, MARK_EVERY_MS);
  holder.duologueMarking.unref();
}
