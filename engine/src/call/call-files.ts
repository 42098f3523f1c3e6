/** The files of one running call: made when its spec has come, finished when it is over. Disk trouble never ends a call. */
import { mkdir } from "node:fs/promises";
import { type CallFacts, PROTOCOL_VERSION, type TimelineDraft } from "@duologue/protocol";
import { WavRecorder } from "../audio/wav-recorder";
import { computeCallMetrics } from "../turns/compute-call-metrics";
import { type CallCounters, callFolder, NO_COUNTS, writeCallRecord } from "./call-record";
import type { CallServices } from "./call-services";
import type { PreparedSpec } from "./prepare-spec";
import { TimelineWriter } from "./timeline-writer";

type Services = Pick<CallServices, "model" | "logger" | "options">;

export class CallFiles {
  private recorder: WavRecorder | null = null;
  private closed = false;
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly callId: string,
    private readonly services: Services,
    private readonly timeline: TimelineWriter,
    private readonly record: boolean,
  ) {}

  static async create(callId: string, prepared: PreparedSpec, services: Services, atMs: () => number): Promise<CallFiles> {
    const paths = callFolder(services.options.dataDir, callId);
    await mkdir(paths.folder, { recursive: true });
    await CallFiles.save(callId, services, NO_COUNTS, null);
    const files = new CallFiles(callId, services, await TimelineWriter.create(paths.timeline, atMs), prepared.spec.record);
    const { promptSha256, voice, seed, sampling } = prepared.spec;
    const speaker = services.model.info;
    const voiceSha256 = voice?.sha256 ?? null;
    const setup = { speaker, promptSha256, voiceSha256, seed, sampling };
    files.write({ kind: "call", frameIndex: 0, callId, protocolVersion: PROTOCOL_VERSION, ...setup });
    return files;
  }

  /** A call that is not recorded leaves no words either: what was said is not written, that something was said is. */
  write(draft: TimelineDraft): void {
    if (draft.kind === "text" && !this.record) return;
    if (!this.closed) this.timeline.write(draft);
  }

  /** The recording, from the first live frame on; null where the spec asks for none. */
  async openRecorder(): Promise<WavRecorder | null> {
    if (!this.record) return null;
    this.recorder = await WavRecorder.create(callFolder(this.services.options.dataDir, this.callId).recording);
    return this.recorder;
  }

  /** Keeps the counters for whoever must finish this call after a crash. Returns at once. */
  checkpoint(counters: CallCounters): void {
    this.saving = this.saving
      .then(() => CallFiles.save(this.callId, this.services, counters, null))
      .catch((error) => this.services.logger.error({ callId: this.callId, err: error }, "A call's checkpoint could not be written"));
  }

  /**
   * Writes the last events, closes everything and leaves the final facts for the outbox. `files` is null for a call that never
   * got its spec. Never rejects.
   */
  static async finish(
    files: CallFiles | null,
    callId: string,
    facts: CallFacts,
    counters: CallCounters | null,
    services: Services,
  ): Promise<void> {
    try {
      if (files) await files.closeAll(facts);
      if (files && counters) facts.metrics = computeCallMetrics(files.timeline.events, counters);
    } catch (error) {
      services.logger.error({ callId, err: error }, "A call's files could not be finished");
    }
    await CallFiles.saveEnd(callId, facts, services, counters ?? NO_COUNTS);
  }

  private async closeAll(facts: CallFacts): Promise<void> {
    const { frameIndex, reason, code } = facts;
    this.write({ kind: "state", frameIndex, state: "ended", ...(reason ? { reason } : {}), ...(code ? { code } : {}) });
    this.closed = true;
    await this.saving;
    await this.timeline.close();
    await this.recorder?.close();
  }

  private static async saveEnd(callId: string, ended: CallFacts, services: Services, counters: CallCounters): Promise<void> {
    try {
      await CallFiles.save(callId, services, counters, ended);
    } catch (error) {
      services.logger.error({ callId, err: error }, "A call's end could not be written");
    }
  }

  private static save(callId: string, { model, options }: Services, counters: CallCounters, ended: CallFacts | null): Promise<void> {
    return writeCallRecord(options.dataDir, { callId, engineId: options.engineId, speaker: model.info, counters, ended });
  }
}
