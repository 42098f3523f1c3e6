/** Every call of this engine: opens them, ticks them together, serves the queue, and lets them go when it drains. */
import {
  type CallState,
  type EndReason,
  type ErrorCode,
  FRAME_MS,
  ProtocolError,
  RESUME_WINDOW_MS,
  type SpeakerOffer,
  type TicketClaims,
} from "@duologue/protocol";
import type { Logger } from "pino";
import { Call } from "./call";
import type { CallEnd } from "./call-machine";
import { CallOutbox } from "./call-outbox";
import type { CallOptions, CallServices } from "./call-services";
import { CallSlots, estimateWaitSeconds } from "./call-slots";
import type { Clock, DirectorFactory, SpeechModel, StudioApi, VoiceActivityFactory } from "./ports";
import { recoverCalls } from "./recover-calls";

const QUEUE_NEWS_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 1_000;
/** Lengths of the last calls, for the estimate a waiting caller is told. */
const REMEMBERED_LENGTHS = 20;
const DRAINING: CallEnd = { reason: "error", code: "engine_draining" };
const MODEL_LOST: CallEnd = { reason: "error", code: "model_failed" };
/** Closing files and telling the studio must not hold a shutdown up for longer. */
const FINISH_LIMIT_MS = 10_000;

export interface RegistryParts {
  clock: Clock;
  model: SpeechModel;
  /** answer where a ticket names their model */
  offers?: readonly SpeechModel[];
  vad: VoiceActivityFactory;
  studio: StudioApi;
  createDirector: DirectorFactory;
  logger: Logger;
  options: CallOptions & { capacity: number; maxQueued: number };
}

/** Who answers, and the slots of their calls. */
interface Answerer {
  model: SpeechModel;
  slots: CallSlots;
}

export interface RegistryListener {
  onStep(stepMs: number): void;
  onDropped(why: "backpressure" | "late" | "missing", frames: number): void;
  onEnded(end: CallEnd): void;
  /** calls came or went: the studio should hear at once */
  onLoadChanged(): void;
}

export class CallRegistry {
  private readonly calls = new Map<string, Call>();
  /** ended lately: a client that comes back to one is told how it ended */
  private readonly over = new Map<string, { call: Call; forgetAtMs: number }>();
  private readonly own: Answerer;
  private readonly offered: ReadonlyMap<string, Answerer>;
  private readonly outbox: CallOutbox;
  private readonly services: CallServices;
  private readonly lengthsSeconds: number[] = [];
  private readonly stopTimers: (() => void)[] = [];
  private draining = false;
  private whenEmpty: (() => void) | null = null;
  private markReady: () => void = () => {};
  /** what a former process left is known: no ticket may be taken before */
  readonly ready: Promise<void> = new Promise((resolve) => {
    this.markReady = resolve;
  });

  constructor(
    private readonly parts: RegistryParts,
    private readonly listener: RegistryListener,
  ) {
    const { clock, studio, logger, options } = parts;
    this.own = { model: parts.model, slots: new CallSlots(options.capacity, options.maxQueued) };
    this.offered = new Map(
      (parts.offers ?? []).map((model) => [model.info.model, { model, slots: new CallSlots(model.capacity, options.maxQueued) }]),
    );
    this.outbox = new CallOutbox(studio, options.dataDir, clock, logger);
    this.services = {
      ...parts,
      ...this.own,
      onQueueChanged: () => this.tellQueue(),
      onStep: (stepMs) => listener.onStep(stepMs),
      onDropped: (why, frames) => listener.onDropped(why, frames),
      onEnded: (call, end, told) => void this.ended(call, end, told),
    };
  }

  /** Starts the one clock of all live calls, and hands on what a former process left behind. */
  async start(): Promise<void> {
    const { clock, options, logger } = this.parts;
    const left = await recoverCalls(options.dataDir, () => clock.date(), logger);
    for (const callId of left) void this.outbox.deliver(callId);
    this.stopTimers.push(clock.every(FRAME_MS, () => this.tick()));
    this.stopTimers.push(clock.every(QUEUE_NEWS_EVERY_MS, () => this.tellQueue()));
    this.stopTimers.push(clock.every(FORGET_EVERY_MS, () => this.forgetOver()));
    this.markReady();
  }

  /** Of the engine's own speaker, as are the calls counted below; `offers` has the others. */
  get capacity(): number {
    return this.own.slots.capacity;
  }
  get offers(): SpeakerOffer[] {
    return [...this.offered.values()].map(({ model, slots }) => ({
      speaker: model.info,
      capacity: slots.capacity,
      liveCalls: slots.taken,
      queuedCalls: slots.waitingIds.length,
    }));
  }
  get isDraining(): boolean {
    return this.draining;
  }
  /** Calls that still run or are being closed. One that is over and only waits to be delivered is not among them. */
  get callIds(): string[] {
    return [...this.calls.keys()];
  }
  /** Calls that hold a slot: priming or live. */
  get liveCalls(): number {
    return this.own.slots.taken;
  }
  get queuedCalls(): number {
    return this.own.slots.waitingIds.length;
  }

  /**
   * A verified ticket opens its call, or takes over one that has not started. Throws ProtocolError `engine_draining`, `conflict`
   * where that call is running already, `ticket_used` where it ran in a former process and the studio is still to be told, or
   * `model_unavailable` where it asks for a speaker that is not offered here.
   */
  open(claims: TicketClaims): Call {
    if (this.draining) throw new ProtocolError("engine_draining");
    const known = this.calls.get(claims.callId);
    if (known?.hasStarted)
      throw new ProtocolError("conflict", "Expected a ticket for a new call; this one is running already. Resume it, or start another.");
    if (known) return known;
    if (this.outbox.holds(claims.callId)) throw new ProtocolError("ticket_used");
    const answerer = this.answererOf(claims.offer ?? null);
    if (!answerer) throw new ProtocolError("model_unavailable");
    const call = new Call(claims, { ...this.services, ...answerer });
    this.calls.set(claims.callId, call);
    this.listener.onLoadChanged();
    return call;
  }

  /** The call of a client that came back: running, or ended lately. Throws `resume_refused` where there is none or the key is wrong. */
  resume(callId: string, resumeKey: string): Call {
    this.forgetOver();
    const call = this.calls.get(callId) ?? this.over.get(callId)?.call;
    if (!call || call.resumeKey !== resumeKey) throw new ProtocolError("resume_refused");
    return call;
  }

  /** Ends a call by order. Returns false where it is not here. */
  end(callId: string, reason: EndReason, code?: ErrorCode): boolean {
    const call = this.calls.get(callId);
    call?.end(code ? { reason, code } : { reason });
    return call !== undefined;
  }

  /**
   * No new calls; who waits is told; who talks gets `graceMs`, then every call ends. Resolves when all of it is delivered, or kept
   * on disk for the next start.
   */
  drain(graceMs: number): Promise<void> {
    return this.endAll(graceMs, DRAINING);
  }

  /** The same, at once and with another word to those who talk: nobody answers them any more. */
  loseModel(): Promise<void> {
    return this.endAll(0, MODEL_LOST);
  }

  private async endAll(graceMs: number, end: CallEnd): Promise<void> {
    this.draining = true;
    this.listener.onLoadChanged();
    const graceSeconds = Math.ceil(graceMs / 1_000);
    for (const call of this.calls.values()) {
      if (isWaiting(call.state)) call.end(DRAINING);
      else if (graceMs > 0)
        call.raise(
          new ProtocolError("engine_draining", `This engine is being stopped or restarted; the call ends within ${graceSeconds} s.`),
        );
    }
    if (graceMs > 0) await this.emptyOrAfter(graceMs);
    for (const call of this.calls.values()) call.end(end);
    await this.emptyOrAfter(FINISH_LIMIT_MS);
    for (const stop of this.stopTimers.splice(0)) stop();
    await this.outbox.close();
  }

  private emptyOrAfter(ms: number): Promise<void> {
    if (this.calls.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stop();
        this.whenEmpty = null;
        resolve();
      };
      const stop = this.parts.clock.after(ms, done);
      this.whenEmpty = done;
    });
  }

  private tick(): void {
    for (const call of this.calls.values()) call.tick();
  }

  private tellQueue(): void {
    for (const offer of [null, ...this.offered.keys()]) this.tellQueueOf(offer);
  }

  /** A link that was made for an offered speaker names it still where that one has become the engine's own. */
  private answererOf(offer: string | null): Answerer | undefined {
    return offer === null || offer === this.own.model.info.model ? this.own : this.offered.get(offer);
  }

  private tellQueueOf(offer: string | null): void {
    const answerer = this.answererOf(offer);
    const waiting = answerer?.slots.waitingIds ?? [];
    if (waiting.length === 0) return;
    const running = [...this.calls.values()].filter(
      (call) => this.answererOf(call.offer) === answerer && (call.state === "live" || call.state === "priming"),
    );
    const live = running.map((call) => ({ elapsedSeconds: call.elapsedSeconds, limitSeconds: call.maxCallSeconds }));
    waiting.forEach((callId, k) => {
      this.calls.get(callId)?.tellQueue(k + 1, estimateWaitSeconds(k + 1, live, this.typicalSeconds()));
    });
  }

  private forgetOver(): void {
    const nowMs = this.parts.clock.nowMs();
    for (const [callId, { forgetAtMs }] of this.over) if (nowMs >= forgetAtMs) this.over.delete(callId);
  }

  private typicalSeconds(): number | null {
    if (this.lengthsSeconds.length === 0) return null;
    return this.lengthsSeconds.reduce((sum, seconds) => sum + seconds, 0) / this.lengthsSeconds.length;
  }

  private async ended(call: Call, end: CallEnd, told: Promise<void>): Promise<void> {
    this.listener.onEnded(end);
    this.over.set(call.callId, { call, forgetAtMs: this.parts.clock.nowMs() + RESUME_WINDOW_MS });
    if (call.elapsedSeconds > 0) this.lengthsSeconds.push(call.elapsedSeconds);
    if (this.lengthsSeconds.length > REMEMBERED_LENGTHS) this.lengthsSeconds.shift();
    this.listener.onLoadChanged();
    await told;
    await this.outbox.deliver(call.callId);
    this.calls.delete(call.callId);
    if (this.calls.size === 0) this.whenEmpty?.();
  }
}

function isWaiting(state: CallState): boolean {
  return state === "created" || state === "connecting" || state === "queued";
}
