/** timeline.jsonl as it happens: one event a line. Events that the metrics need are kept for the end of the call. */
import type { TimelineDraft, TimelineEvent } from "@duologue/protocol";
import { AppendFile } from "../audio/append-file";

export class TimelineWriter {
  /** everything but text and director progress, which no figure needs */
  readonly events: TimelineEvent[] = [];

  private constructor(
    private readonly file: AppendFile,
    /** milliseconds since the call went live, by the wall */
    private readonly atMs: () => number,
  ) {}

  static async create(path: string, atMs: () => number): Promise<TimelineWriter> {
    return new TimelineWriter(await AppendFile.create(path), atMs);
  }

  write(draft: TimelineDraft): void {
    const { kind, frameIndex, ...rest } = draft;
    const event = { kind, frameIndex, atMs: Math.round(this.atMs()), ...rest } as TimelineEvent;
    if (kind !== "text" && kind !== "director") this.events.push(event);
    this.file.append(Buffer.from(`${JSON.stringify(event)}\n`));
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
