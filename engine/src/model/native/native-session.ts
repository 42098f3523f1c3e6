/** One call on the native model: orders go down at once, events come up when the model thread has something to say. */
import type { NativeEvent, NativeSession, NativeSnapshot } from "@duologue/native";
import { ProtocolError } from "@duologue/protocol";
import type { AgentFrame, CallerFrame, SayCommand, SayReport, SpeechSession, SpeechSnapshot } from "../../call/ports";

/** The native library's word for an accelerator that failed. */
const DEVICE_LOST = "device_lost";

interface HeldSnapshot extends SpeechSnapshot {
  readonly native: NativeSnapshot;
}

export class NativeCallSession implements SpeechSession {
  private frameListener: (frame: AgentFrame) => void = () => {};
  private errorListener: (error: Error) => void = () => {};
  private priming: { onProgress: (done: number, total: number) => void; resolve: () => void; reject: (error: Error) => void } | null = null;
  /** the native library numbers says, the director names them */
  private readonly commandIds = new Map<number, string>();
  private lastSayId = 0;
  private reports: SayReport[] = [];
  private isClosed = false;
  /** it takes no orders and has no events any more, and says so by throwing */
  private hasFailed = false;

  constructor(
    private readonly native: NativeSession,
    /** what tells snapshots of one model from those of another */
    private readonly modelId: string,
    private readonly onClose: () => void,
    /** the device failed under this session, and so under all of them */
    private readonly onLost: (error: Error) => void,
  ) {}

  prime(onProgress: (done: number, total: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.priming = { onProgress, resolve, reject };
      this.native.prime();
    });
  }

  push({ samples, frameIndex }: CallerFrame): void {
    if (this.isDone) return;
    if (!this.native.push(samples, frameIndex))
      this.errorListener(new ProtocolError("model_failed", "The model has fallen too far behind."));
  }

  onFrame(listener: (frame: AgentFrame) => void): void {
    this.frameListener = listener;
  }
  onError(listener: (error: Error) => void): void {
    this.errorListener = listener;
  }

  say({ commandId, text, expiresAtFrame }: SayCommand): void {
    if (this.isDone) return;
    this.lastSayId += 1;
    this.commandIds.set(this.lastSayId, commandId);
    this.native.say(this.lastSayId, text, expiresAtFrame);
  }

  cancelSay(commandId: string): void {
    if (this.isDone) return;
    for (const [sayId, id] of this.commandIds) if (id === commandId) this.native.cancelSay(sayId);
  }

  /** The model finds its own way; the director follows what it says. */
  enterNode(): void {}

  async snapshot(): Promise<HeldSnapshot> {
    const native = this.native.snapshot();
    return { model: this.modelId, bytes: native.bytes, native };
  }

  async restore(snapshot: SpeechSnapshot): Promise<void> {
    if (snapshot.model !== this.modelId || !("native" in snapshot)) {
      throw new ProtocolError("bad_request", "Expected a snapshot made by this model, received one of another; start the call anew.");
    }
    this.native.restore((snapshot as HeldSnapshot).native);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.native.close();
    this.priming?.reject(new ProtocolError("gone", "The call ended before it was ready."));
    this.priming = null;
    this.onClose();
  }

  /** Takes everything that has happened. A listener may close the session meanwhile. */
  drain(): void {
    while (!this.isDone) {
      const event = this.native.poll();
      if (!event) return;
      this.take(event);
    }
  }

  private get isDone(): boolean {
    return this.isClosed || this.hasFailed;
  }

  private take(event: NativeEvent): void {
    if (event.kind === "priming") this.priming?.onProgress(event.done, event.total);
    else if (event.kind === "primed") {
      this.priming?.resolve();
      this.priming = null;
    } else if (event.kind === "say") this.takeSay(event);
    else if (event.kind === "failed") this.takeFailure(event);
    else {
      const { frameIndex, samples, text, stepMs } = event;
      const says = this.reports;
      this.reports = [];
      this.frameListener({ frameIndex, samples, text, stepMs, says });
    }
  }

  /** Reports of a frame come before the frame itself and go out with it. */
  private takeSay({ sayId, state, spokenWords, totalWords }: Extract<NativeEvent, { kind: "say" }>): void {
    const commandId = this.commandIds.get(sayId);
    if (commandId === undefined) return;
    if (state !== "applied") this.commandIds.delete(sayId);
    this.reports.push({ commandId, status: state, spokenWords, totalWords });
  }

  private takeFailure({ code, message }: Extract<NativeEvent, { kind: "failed" }>): void {
    this.hasFailed = true;
    const isLost = code === DEVICE_LOST;
    this.fail(isLost ? new ProtocolError("model_failed", message) : new Error(message));
    if (isLost) this.onLost(new Error(message));
  }

  private fail(error: Error): void {
    if (this.priming) {
      this.priming.reject(error);
      this.priming = null;
    } else this.errorListener(error);
  }
}
