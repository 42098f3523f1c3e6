/**
 * A process of its own that measures one call and ends: the recording comes in by stdin, the timeline by descriptor 3, the scorecard
 * leaves by stdout as one line of JSON. It gives way to whatever else wants the processor, calls above all.
 */
import { createReadStream } from "node:fs";
import os from "node:os";
import { text } from "node:stream/consumers";
import { buildScorecard } from "./build-scorecard";
import { listenToLanes } from "./listen-to-lanes";
import { loadDetector } from "./load-detector";
import type { MeasurerAnswer } from "./measurer-answer";
import { readStereoWav } from "./read-stereo-wav";
import { readTimelineText } from "./read-timeline-text";
import { RefusedInput } from "./refused-input";

/** Put in by the build. */
declare const METRICS_BUILD: string | undefined;
const TIMELINE_DESCRIPTOR = 3;

async function measure(): Promise<MeasurerAnswer> {
  try {
    const timeline = text(createReadStream("", { fd: TIMELINE_DESCRIPTOR }));
    const heard = await listenToLanes(readStereoWav(process.stdin), await loadDetector());
    const build = typeof METRICS_BUILD === "string" ? METRICS_BUILD : "source";
    return { ok: true, result: buildScorecard(heard, readTimelineText(await timeline), build) };
  } catch (error) {
    // a name only: messages may quote what was read
    if (!(error instanceof RefusedInput)) process.stderr.write(`${error instanceof Error ? error.name : typeof error}\n`);
    return { ok: false, failure: error instanceof RefusedInput ? error.failure : "broke_off" };
  }
}

try {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
} catch {
  // not allowed here: it measures at the studio's own priority
}
process.stdout.write(`${JSON.stringify(await measure())}\n`, () => process.exit(0));
