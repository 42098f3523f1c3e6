import { log } from "../log";
import { measureWaiting } from "./measure-waiting";
import { queueUnmeasured } from "./queue-unmeasured";

/** One loop for the whole process, though the studio's routes are bundled apart from its start. */
const holder = globalThis as { duologueMeasurer?: Measurer };

interface Measurer {
  running: Promise<void> | null;
  again: boolean;
  /** calls from before have been looked for */
  hasQueuedOld: boolean;
}

/** From now on `wakeMeasurer` does something. */
export function switchMeasurerOn(): void {
  holder.duologueMeasurer ??= { running: null, again: false, hasQueuedOld: false };
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

async function work(measurer: Measurer): Promise<void> {
  while (measurer.again) {
    measurer.again = false;
    await lookOnce(measurer).catch((error: { name?: string; code?: unknown }) => {
      log().warn({ kind: error.name, code: error.code }, "Calls could not be measured; they are looked for again");
    });
  }
}

async function lookOnce(measurer: Measurer): Promise<void> {
  if (!measurer.hasQueuedOld) await queueUnmeasured();
  measurer.hasQueuedOld = true;
  await measureWaiting();
}
