import { log } from "../log";
import { measureWaiting } from "./measure-waiting";

/** One loop for the whole process, though the studio's routes are bundled apart from its start. */
const holder = globalThis as { duologueMeasurer?: { running: Promise<void> | null; again: boolean } };

/** From now on `wakeMeasurer` does something. */
export function switchMeasurerOn(): void {
  holder.duologueMeasurer ??= { running: null, again: false };
}

/** There may be a call to measure: looks, unless it is at it, then once more afterwards. Never throws and keeps nobody waiting. */
export function wakeMeasurer(): void {
  const measurer = holder.duologueMeasurer;
  if (!measurer) return;
  measurer.again = true;
  measurer.running ??= work(measurer).finally(() => {
    measurer.running = null;
  });
}

async function work(measurer: { again: boolean }): Promise<void> {
  while (measurer.again) {
    measurer.again = false;
    await measureWaiting().catch((error: { name?: string; code?: unknown }) => {
      log().warn({ kind: error.name, code: error.code }, "Calls could not be measured; they are looked for again");
    });
  }
}
