/**
 * Hands the files and final facts of calls that are over to the studio, again and again until it has them: a studio that is
 * down, or a disk that is full over there, loses nothing. What it has taken is deleted here. An engine whose id has changed
 * delivers under the id that the call was given to.
 */
import { stat } from "node:fs/promises";
import { ProtocolError } from "@duologue/protocol";
import type { Logger } from "pino";
import { callFolder, readCallRecord, removeCallFolder } from "./call-record";
import type { Clock, StudioApi } from "./ports";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** The studio does not know this call (any more): nobody will ever ask for its files. */
const FINAL_CODES = new Set(["not_found", "gone"]);

interface Parcel {
  done: Set<string>;
  tries: number;
  stopTimer: () => void;
}

export class CallOutbox {
  private readonly parcels = new Map<string, Parcel>();
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  constructor(
    private readonly studio: StudioApi,
    private readonly dataDir: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** True while something of this call waits here to be taken. */
  holds(callId: string): boolean {
    return this.parcels.has(callId);
  }

  /** Tries once now, and later again where that failed. Resolves after the first try. */
  async deliver(callId: string): Promise<void> {
    const parcel = this.parcels.get(callId) ?? { done: new Set<string>(), tries: 0, stopTimer: () => {} };
    parcel.stopTimer();
    this.parcels.set(callId, parcel);
    const work = this.attempt(callId, parcel);
    this.running.add(work);
    await work.finally(() => this.running.delete(work));
  }

  /** Waits for what is under way; what could not be delivered stays on disk for the next start. */
  async close(): Promise<void> {
    this.closed = true;
    for (const parcel of this.parcels.values()) parcel.stopTimer();
    await Promise.all(this.running);
  }

  private async attempt(callId: string, parcel: Parcel): Promise<void> {
    const paths = callFolder(this.dataDir, callId);
    const record = await readCallRecord(this.dataDir, callId);
    if (!record?.ended) {
      this.parcels.delete(callId);
      return;
    }
    const { ended, engineId } = record;
    const upload = async (filePath: string, send: (callId: string, filePath: string, asEngine?: string) => Promise<void>) => {
      if (await hasContent(filePath)) await send(callId, filePath, engineId);
    };
    const steps: [string, () => Promise<void>][] = [
      ["recording", () => upload(paths.recording, (...what) => this.studio.uploadRecording(...what))],
      ["timeline", () => upload(paths.timeline, (...what) => this.studio.uploadTimeline(...what))],
      // the facts go out even where a file did not, so that nobody takes the call for live
      ["facts", () => this.studio.postFacts(callId, ended, engineId)],
    ];
    let unknownCall = false;
    for (const [name, step] of steps) {
      if (parcel.done.has(name) || unknownCall) continue;
      try {
        await step();
        parcel.done.add(name);
      } catch (error) {
        unknownCall = error instanceof ProtocolError && FINAL_CODES.has(error.code);
        this.logger.warn({ callId, step: name, err: error }, "The studio did not take something of a call that is over");
      }
    }
    if (unknownCall && engineId === undefined) {
      // It may be known under another id of this engine: a refusal is not the last word.
      this.parcels.delete(callId);
      this.logger.error({ callId }, "The studio does not know this call as this engine's; its files are kept in the data folder");
      return;
    }
    if (unknownCall || parcel.done.size === steps.length) {
      this.parcels.delete(callId);
      await removeCallFolder(this.dataDir, callId);
      return;
    }
    this.retryLater(callId, parcel);
  }

  private retryLater(callId: string, parcel: Parcel): void {
    if (this.closed) return;
    const delayMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** parcel.tries);
    parcel.tries += 1;
    parcel.stopTimer = this.clock.after(delayMs, () => void this.deliver(callId));
  }
}

async function hasContent(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch {
    return false;
  }
}
