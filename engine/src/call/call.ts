/**
 * One call: takes orders from its client, carries out what the machine says, tells client, timeline and studio. A call that
 * fails ends itself and nobody else.
 */
import { randomBytes } from "node:crypto";
import {
  type AudioCodec,
  type CallFacts,
  type CallStarted,
  type CallState,
  decodeAudioMessage,
  ProtocolError,
  RESUME_WINDOW_MS,
  type TicketClaims,
} from "@duologue/protocol";
import { CallFiles } from "./call-files";
import { type CallEffect, type CallEnd, type CallEvent, type CallMachine, isOver, NEW_CALL, transition } from "./call-machine";
import { isSafeCallId } from "./call-record";
import type { CallServices } from "./call-services";
import type { CallSink } from "./call-sink";
import { FactPoster } from "./fact-poster";
import type { LiveCall } from "./live-call";
import { openLiveCall } from "./open-live-call";
import { type PreparedSpec, prepareSpec } from "./prepare-spec";

export class Call {
  readonly callId: string;
  readonly resumeKey = randomBytes(16).toString("base64url");
  readonly role: TicketClaims["role"];
  /** the speaker that was asked for, by its model's name; null: the engine's own */
  readonly offer: string | null;
  private machine: CallMachine = NEW_CALL;
  private sink: CallSink | null = null;
  private codec: AudioCodec = "opus";
  private started = false;
  private spec: PreparedSpec | null = null;
  private live: LiveCall | null = null;
  private closeLive: (() => void) | null = null;
  private files: CallFiles | null = null;
  private openingFiles: Promise<CallFiles | null> = Promise.resolve(null);
  private readonly poster: FactPoster;
  private stopResumeTimer: () => void = () => {};
  private stopStartTimer: () => void;
  private liveSinceMs: number | null = null;
  private lastFrameIndex = 0;
  private priming: Promise<void> = Promise.resolve();

  constructor(
    private readonly claims: TicketClaims,
    private readonly services: CallServices,
  ) {
    if (!isSafeCallId(claims.callId)) throw new ProtocolError("ticket_invalid", "Expected a call id of letters and digits in the ticket.");
    this.callId = claims.callId;
    this.role = claims.role;
    this.offer = claims.offer ?? null;
    this.poster = new FactPoster(services.studio, claims.callId, services.logger);
    this.stopStartTimer = services.clock.after(services.options.startWindowMs, () => {
      if (!this.started) this.end({ reason: "idle" });
    });
  }

  get state(): CallState {
    return this.machine.state;
  }
  get hasStarted(): boolean {
    return this.started;
  }
  get maxCallSeconds(): number {
    return Math.min(this.claims.maxCallSeconds, this.spec?.spec.maxCallSeconds ?? this.claims.maxCallSeconds);
  }
  get elapsedSeconds(): number {
    return this.liveSinceMs === null ? 0 : (this.services.clock.nowMs() - this.liveSinceMs) / 1_000;
  }

  // --- orders -------------------------------------------------------------------------------------------------------------

  /**
   * A client takes this call, fresh or coming back; whoever held it before is let go. Who comes back to a call that is over hears how
   * it ended: at once, or as soon as it is closed.
   */
  attach(sink: CallSink): void {
    if (this.machine.state === "ended") {
      this.tellEnd(sink);
      return;
    }
    const before = this.sink;
    this.sink = sink;
    if (this.live && !isOver(this.machine)) {
      // a client may be back before its old connection is known to be dead
      if (before) this.files?.write({ kind: "socket", frameIndex: this.frameIndex, status: "lost" });
      this.files?.write({ kind: "socket", frameIndex: this.frameIndex, status: "resumed" });
      this.live.reconnects += 1;
    }
    before?.close();
    this.apply({ type: "attached" });
  }

  detach(sink: CallSink): void {
    if (this.sink !== sink) return;
    this.sink = null;
    if (this.live && !isOver(this.machine)) this.files?.write({ kind: "socket", frameIndex: this.frameIndex, status: "lost" });
    this.apply({ type: "detached" });
  }

  /** call:start; sent again by a client that came back, which then gets the present state and what it missed. */
  start(codec: AudioCodec): CallStarted {
    if (this.machine.state === "ended") throw new ProtocolError("call_not_live", "This call is over already. Start a new one.");
    this.codec = codec;
    this.live?.useCodec(codec);
    const first = !this.started;
    this.started = true;
    this.stopStartTimer();
    if (first) this.apply({ type: "started" });
    else queueMicrotask(() => this.repeatState());
    return {
      callId: this.callId,
      resumeKey: this.resumeKey,
      codec,
      speaker: this.services.model.info,
      state: this.state,
      maxCallSeconds: this.maxCallSeconds,
      nextSeq: this.live?.jitter.nextSeq ?? 0,
    };
  }

  mute(muted: boolean): void {
    const live = this.requireLive();
    live.callerActed();
    if (live.muted === muted) return;
    live.muted = muted;
    this.files?.write({ kind: "mute", frameIndex: this.frameIndex, muted });
  }

  choose(edgeId: string, via: "button" | "key"): void {
    this.requireLive().choose(edgeId, via);
  }

  /** Audio before the call is live is dropped without a word: clients open the microphone early. */
  receiveAudio(data: unknown): void {
    const message = decodeAudioMessage(data);
    if (this.state === "live") this.live?.receive(message.codec, message.seq, message.packets);
  }

  end(end: CallEnd): void {
    this.apply({ type: "endOrdered", end });
  }

  // --- what the engine calls ------------------------------------------------------------------------------------------------

  tick(): void {
    if (this.state !== "live") return;
    try {
      this.live?.tick();
    } catch (error) {
      this.services.logger.error({ callId: this.callId, err: error }, "A call failed in its tick");
      this.end({ reason: "error", code: "internal" });
    }
  }

  tellQueue(position: number, etaSeconds: number | null): void {
    this.sink?.emit("call:state", { state: "queued", frameIndex: 0, queue: { position, etaSeconds } });
  }

  /** Something went wrong that the client should know of; the call goes on. */
  raise(error: ProtocolError): void {
    this.sink?.emit("error:raised", error.toJSON());
  }

  // --- the machine ----------------------------------------------------------------------------------------------------------

  private apply(event: CallEvent): void {
    const before = this.machine.state;
    const { next, effects } = transition(this.machine, event);
    this.machine = next;
    if (next.state !== before) this.tellState(next.state);
    for (const effect of effects) this.carryOut(effect);
  }

  private carryOut(effect: CallEffect): void {
    const effects: Record<CallEffect, () => void> = {
      fetchSpec: () => this.attempt(this.fetchSpec()),
      requestSlot: () => this.requestSlot(),
      prime: () => {
        this.priming = this.prime();
        this.attempt(this.priming);
      },
      goLive: () => {
        this.liveSinceMs = this.services.clock.nowMs();
        this.sink?.emit("call:primed", { frameIndex: 0, speaker: this.services.model.info });
      },
      close: () => this.attempt(this.close()),
      finish: () => this.finish(),
      startResumeTimer: () => {
        this.stopResumeTimer = this.services.clock.after(RESUME_WINDOW_MS, () => this.apply({ type: "resumeExpired" }));
      },
      stopResumeTimer: () => this.stopResumeTimer(),
    };
    effects[effect]();
  }

  private async fetchSpec(): Promise<void> {
    this.spec = await prepareSpec(this.callId, this.services);
    if (isOver(this.machine)) return;
    this.openingFiles = CallFiles.create(this.callId, this.spec, this.services, () => this.elapsedSeconds * 1_000);
    this.files = await this.openingFiles;
    this.apply({ type: "specFetched" });
  }

  private requestSlot(): void {
    const answer = this.services.slots.request(this.callId, () => this.apply({ type: "slotGranted" }));
    if (answer === "full") this.end({ reason: "engine_overloaded", code: "engine_overloaded" });
    if (answer !== "queued") return;
    this.services.onQueueChanged();
    const stop = this.services.clock.after(this.services.options.maxQueueMs, () => {
      if (this.state === "queued") this.end({ reason: "engine_overloaded", code: "engine_overloaded" });
    });
    this.stopStartTimer = stop;
  }

  private async prime(): Promise<void> {
    this.stopStartTimer();
    const opened = await openLiveCall({
      services: this.services,
      prepared: this.spec as PreparedSpec,
      files: this.files as CallFiles,
      codec: () => this.codec,
      maxCallSeconds: this.maxCallSeconds,
      sink: () => this.sink,
      end: (end) => this.end(end),
      isWanted: () => this.state === "priming",
      onProgress: (done, total) => this.sink?.emit("call:state", { state: "priming", frameIndex: 0, priming: { done, total } }),
    });
    if (!opened) return;
    this.live = opened.live;
    this.closeLive = opened.close;
    this.apply({ type: "primed" });
  }

  private async close(): Promise<void> {
    this.stopStartTimer();
    this.live?.stop();
    this.lastFrameIndex = this.live?.frameIndex ?? 0;
    this.closeLive?.();
    void this.releaseSlot();
    const facts: CallFacts = { state: "ended", frameIndex: this.frameIndex, at: this.services.clock.date().toISOString() };
    facts.reason = this.machine.end?.reason ?? "error";
    if (this.machine.end?.code) facts.code = this.machine.end.code;
    facts.speaker = this.services.model.info;
    const files = await this.openingFiles.catch(() => null);
    await CallFiles.finish(files, this.callId, facts, this.live?.counters ?? null, this.services);
    this.apply({ type: "closed" });
  }

  /** A session still being primed notices by itself that it is not wanted; only then is its slot free. */
  private async releaseSlot(): Promise<void> {
    await this.priming.catch(() => {});
    this.services.slots.release(this.callId);
    this.services.onQueueChanged();
  }

  private finish(): void {
    const end = this.machine.end as CallEnd;
    const sink = this.sink;
    if (sink) this.tellEnd(sink);
    this.services.onEnded(this, end, this.poster.idle());
  }

  // --- telling ----------------------------------------------------------------------------------------------------------------

  private tellState(state: CallState): void {
    const { end } = this.machine;
    if (state !== "queued") this.sink?.emit("call:state", { state, frameIndex: this.frameIndex });
    this.files?.write({
      kind: "state",
      frameIndex: this.frameIndex,
      state,
      ...(end ? { reason: end.reason, ...(end.code ? { code: end.code } : {}) } : {}),
    });
    if (state === "ended" || state === "created") return;
    const facts: CallFacts = { state, frameIndex: this.frameIndex, at: this.services.clock.date().toISOString() };
    if (state === "live") facts.speaker = this.services.model.info;
    if (end) facts.reason = end.reason;
    this.poster.post(facts);
  }

  /** The last word to a client; the connection closes behind it. */
  private tellEnd(sink: CallSink): void {
    const end = this.machine.end as CallEnd;
    sink.emit("call:ended", { reason: end.reason, ...(end.code ? { code: end.code } : {}), frameIndex: this.frameIndex });
    sink.close();
  }

  private repeatState(): void {
    if (this.state === "queued") this.services.onQueueChanged();
    else this.sink?.emit("call:state", { state: this.state, frameIndex: this.frameIndex });
    if (!isOver(this.machine)) this.live?.repeatState();
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const known = error instanceof ProtocolError ? error : null;
      if (!known) this.services.logger.error({ callId: this.callId, err: error }, "A call failed");
      const code = known?.code ?? "internal";
      this.end({ reason: code === "engine_overloaded" ? "engine_overloaded" : "error", code });
    });
  }

  private get frameIndex(): number {
    return this.machine.state === "ended" ? this.lastFrameIndex : (this.live?.frameIndex ?? 0);
  }

  private requireLive(): LiveCall {
    if (this.state !== "live" || !this.live) throw new ProtocolError("call_not_live");
    return this.live;
  }
}
