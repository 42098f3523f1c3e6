/** What the studio does once, when its process starts. */
import { markLostCalls } from "./calls/mark-lost-calls";
import { env } from "./env";
import { log } from "./log";
import { switchMeasurerOn, wakeMeasurer } from "./scorecards/wake-measurer";
import { switchRunnerOn, wakeRunner } from "./suite-runs/wake-runner";

const LOOK_EVERY_MS = 5_000;
const holder = globalThis as { duologueMarking?: NodeJS.Timeout };

/**
 * Checks the environment (throws naming what is wrong) and begins to look for lost calls, calls that are to be measured, and runs that
 * are to be played. Safe to call again.
 */
export function startServer(): void {
  env();
  if (holder.duologueMarking) clearInterval(holder.duologueMarking);
  switchMeasurerOn();
  switchRunnerOn();
  const look = () => {
    wakeMeasurer();
    wakeRunner();
    return markLostCalls().catch((error: { name?: string; code?: unknown }) => {
      log().warn({ kind: error.name, code: error.code }, "Lost calls could not be looked for");
    });
  };
  void look();
  holder.duologueMarking = setInterval(look, LOOK_EVERY_MS);
  holder.duologueMarking.unref();
}
