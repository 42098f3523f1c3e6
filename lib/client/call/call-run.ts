/** The resources and the wiring of one call, from the click to the last sample. Every resource it opens it closes, in `close`. */
import { type AudioCodec, type CallEndedFact, type CallStarted, decodeAudioMessage, ProtocolError } from "@duologue/protocol";
import type { CallTicketReply } from "@/lib/shared/calls";
import type { CallDevices, CallParts } from "./call-client";
import type { CallSocket, EngineFacts } from "./call-socket";
import type { CodecPlan } from "./choose-codec";
import { createHeardQueue } from "./heard-queue";
import { isLineWeak } from "./is-line-weak";
import type { LevelLanes } from "./level-lanes";
import type { Microphone } from "./microphone";
import { MICROPHONE_WORDS, microphoneIssueOf } from "./microphone-issue";
import { createNetworkDelay } from "./network-delay";
import { PacketSender } from "./packet-sender";
import type { Player, PlayerReport } from "./player";
import type { CallProblem, CallViewEvent, CallViewState } from "./view-state";

const PING_EVERY_MS = 2_000;
const PLAYBACK_EVERY_MS = 500;
const LOOK_EVERY_MS = 500;
/** The end waits this long for more of the last words to be heard; sound that stands still (blocked, tab asleep) is not waited for. */
const LAST_WORDS_MS = 1_500;
/** How long a hang-up waits for the engine's own word that the call is over. */
const HANGUP_ANSWER_MS = 3_000;
/** Facts whose sound should have been heard by now are shown without it (sound blocked, tab asleep). */
const LATE_FRAMES = 25;

export class CallRun {
  private closed = false;
  private microphone: Microphone | null = null;
  private player: Player | null = null;
  private sender: PacketSender | null = null;
  private socket: CallSocket | null = null;
  private plan: CodecPlan | null = null;
  private attempts = 0;
  /** null: an order about it may have been lost */
  private engineMuted: boolean | null = false;
  private lastHeardMs = 0;
  private endedFact: CallEndedFact | null = null;
  private lastPlaybackMs = 0;
  private heardFrameIndex = -1;
  private readonly heard = createHeardQueue<CallViewEvent>();
  private readonly delay = createNetworkDelay();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly parts: CallParts,
    private readonly levels: LevelLanes,
    private readonly devices: CallDevices,
    private readonly dispatch: (event: CallViewEvent) => void,
    private readonly view: () => CallViewState,
  ) {}

  /** Microphone first: a ticket lives only a minute, and people read permission questions slowly. */
  async begin(requestTicket: () => Promise<CallTicketReply>, gateIsOpen: () => boolean): Promise<void> {
    const opening = this.parts.openPlayer((report) => this.onPlayed(report), this.devices.speakerId);
    opening.then(
      (player) => {
        this.player = player;
        if (this.closed) player.close();
      },
      () => undefined,
    );
    try {
      await this.openMicrophone(this.devices.microphoneId, gateIsOpen);
    } catch (error) {
      return this.fail(microphoneProblem(error));
    }
    try {
      if (this.closed) return;
      this.dispatch({ type: "dialled" });
      const [plan, ticket] = await Promise.all([this.parts.planCodec(), requestTicket(), opening]);
      if (this.closed) return;
      this.plan = plan;
      this.dispatch({ type: "ticketed", callId: ticket.callId, speaker: ticket.speaker, maxCallSeconds: ticket.maxCallSeconds });
      this.connect(ticket);
    } catch (error) {
      this.fail(problemOf(error));
    }
  }

  setGate(open: boolean): void {
    this.microphone?.setGate(open);
  }

  /** Tells the engine of mute as it is now, unless it knows: push-to-talk closes the microphone here and never mutes there. */
  tellMuted(): void {
    const { mode, muted, phase } = this.view();
    const wanted = muted && mode === "open";
    if (wanted === this.engineMuted || phase !== "live" || !this.socket?.connected) return;
    this.engineMuted = wanted;
    this.order("call:mute", { muted: wanted });
  }

  choose(edgeId: string, via: "button" | "key"): void {
    if (!this.socket?.connected) return;
    this.dispatch({ type: "choiceTaken", edgeId });
    this.order("call:choose", { edgeId, via });
  }

  async changeMicrophone(deviceId: string | null, gateIsOpen: () => boolean): Promise<void> {
    if (this.closed) return;
    const before = this.microphone;
    try {
      await this.openMicrophone(deviceId, gateIsOpen);
      before?.close();
    } catch (error) {
      this.dispatch({ type: "noticed", message: microphoneProblem(error).message });
    }
  }

  async changeSpeaker(deviceId: string | null): Promise<void> {
    await this.player?.setSpeaker(deviceId);
  }

  hangUp(): void {
    if (this.closed) return;
    const wasLive = this.view().liveSinceMs !== null;
    if (!this.socket?.connected || !wasLive) {
      this.order("call:hangup", {});
      if (wasLive) this.finish({ reason: "caller_hung_up", frameIndex: this.view().frameIndex });
      else {
        this.close();
        this.dispatch({ type: "reset" });
      }
      return;
    }
    this.dispatch({ type: "hangupAsked" });
    this.sender?.pause();
    this.microphone?.close();
    this.order("call:hangup", {});
    this.after(HANGUP_ANSWER_MS, () => this.finish({ reason: "caller_hung_up", frameIndex: this.view().frameIndex }));
  }

  /** The page goes away: tell the engine, keep nothing. */
  abandon(): void {
    if (this.closed) return;
    this.order("call:hangup", {});
    this.close();
  }

  private async openMicrophone(deviceId: string | null, gateIsOpen: () => boolean): Promise<void> {
    const microphone = await this.parts.openMicrophone({
      deviceId,
      onPacket: (samples, db) => this.onCaptured(samples, db),
      onLost: () => this.dispatch({ type: "noticed", message: "The microphone was taken away. Choose another one to go on speaking." }),
    });
    if (this.closed || this.endedFact) return microphone.close();
    microphone.setGate(gateIsOpen());
    this.microphone = microphone;
    this.dispatch({ type: "noticed", message: null });
  }

  private connect(ticket: CallTicketReply): void {
    this.socket = this.parts.openCallSocket(ticket.engineUrl, ticket.ticket, {
      facts: this.facts(),
      onHeard: () => this.onHeard(),
      onOpen: () => void this.startOrResume(),
      onLost: (untilMs) => {
        this.sender?.pause();
        this.delay.reset();
        this.engineMuted = null;
        this.dispatch({ type: "connectionLost", untilMs });
      },
      onRefused: (error) => this.fail(problemOf(error)),
    });
    this.sender = new PacketSender(this.parts.openEncoder, this.socket);
    this.every(PING_EVERY_MS, () => void this.ping());
    this.every(LOOK_EVERY_MS, () => this.judgeLine());
  }

  private async startOrResume(): Promise<void> {
    const { socket, plan, sender } = this;
    if (!socket || !plan || !sender) return;
    const attempt = ++this.attempts;
    try {
      const started: CallStarted = await socket.order("call:start", { codec: plan.codec });
      if (this.closed || attempt !== this.attempts) return;
      socket.remember(started);
      if (!sender.isOpen) await this.prepareSound(sender, started.codec, plan);
      if (this.closed) return;
      sender.nextSeq = started.nextSeq;
      this.dispatch({ type: "started", callId: started.callId, speaker: started.speaker, maxCallSeconds: started.maxCallSeconds });
      this.dispatch({ type: "connectionResumed" });
      this.dispatch({ type: "stateChanged", state: started.state, frameIndex: 0, atMs: this.parts.nowMs() });
      sender.on = this.view().phase === "live";
      this.tellMuted();
      void this.ping();
    } catch (error) {
      if (attempt === this.attempts && socket.connected) this.fail(problemOf(error));
    }
  }

  private async prepareSound(sender: PacketSender, codec: AudioCodec, plan: CodecPlan): Promise<void> {
    await this.player?.open(codec, plan);
    await sender.open(codec, plan);
    if (!this.closed) this.stops.push(this.parts.keepScreenAwake());
  }

  private onCaptured(samples: Float32Array, db: number): void {
    this.levels.add("caller", db, this.parts.nowMs());
    this.sender?.take(samples);
  }

  private facts(): EngineFacts {
    const later = (frameIndex: number, event: CallViewEvent) => this.heard.push(frameIndex, event);
    return {
      "call:state": (fact) => {
        if (this.sender) this.sender.on = fact.state === "live";
        this.dispatch({ type: "stateChanged", atMs: this.parts.nowMs(), ...fact });
      },
      "call:primed": (fact) => this.dispatch({ type: "primed", speaker: fact.speaker }),
      "call:ended": (fact) => this.onEnded(fact),
      "audio:agent": (data) => this.player?.play(decodeAudioMessage(data), this.parts.nowMs()),
      "text:agent": (fact) => later(fact.frameIndex, { type: "textHeard", fact }),
      "turn:observed": (fact) => this.dispatch({ type: "turnObserved", ...fact }),
      "director:acted": ({ frameIndex, event }) => {
        if (event.kind === "node") later(frameIndex, { type: "nodeEntered", frameIndex, nodeId: event.nodeId });
        else if (event.verb === "say") later(frameIndex, { type: "sayMoved", commandId: event.commandId, status: event.status });
      },
      "choices:offered": (fact) => this.dispatch({ type: "choicesOffered", fact }),
      "metrics:sampled": (fact) => {
        for (const event of this.heard.take(fact.frameIndex - LATE_FRAMES)) this.dispatch(event);
        this.dispatch({ type: "metricsSampled", fact });
      },
      "error:raised": (error) => this.dispatch({ type: "noticed", message: error.message }),
    };
  }

  private onHeard(): void {
    this.lastHeardMs = this.parts.nowMs();
    if (this.view().lineWeak) this.judgeLine();
  }

  private judgeLine(): void {
    const { phase, reconnectUntilMs } = this.view();
    const isJudged = phase === "live" && reconnectUntilMs === null && this.endedFact === null;
    this.dispatch({ type: "lineJudged", weak: isJudged && isLineWeak(this.lastHeardMs, this.parts.nowMs()) });
  }

  private onPlayed(report: PlayerReport): void {
    if (this.closed) return;
    const nowMs = this.parts.nowMs();
    this.levels.add("agent", report.db, nowMs);
    this.heardFrameIndex = report.heardFrameIndex;
    for (const event of this.heard.take(report.heardFrameIndex)) this.dispatch(event);
    if (nowMs - this.lastPlaybackMs >= PLAYBACK_EVERY_MS) {
      this.lastPlaybackMs = nowMs;
      const { bufferedMs, marginMs, underruns } = report;
      this.dispatch({ type: "playbackSampled", playback: { bufferedMs, marginMs, underruns } });
    }
    if (this.endedFact && report.drained) this.finish(this.endedFact);
  }

  /** The persona's last words may still be on their way to the ear. */
  private onEnded(fact: CallEndedFact): void {
    this.endedFact = fact;
    this.sender?.pause();
    this.microphone?.close();
    // The engine closes the connection behind this fact; coming back to a call that is over would be refused.
    this.socket?.close();
    if (fact.reason === "persona_ended") {
      this.player?.finish();
      this.awaitLastWords(fact);
    } else {
      this.finish(fact);
    }
  }

  /** After a stalled connection seconds of them may have come at once. */
  private awaitLastWords(fact: CallEndedFact): void {
    const heardBefore = this.heardFrameIndex;
    this.after(LAST_WORDS_MS, () => {
      if (this.heardFrameIndex > heardBefore) this.awaitLastWords(fact);
      else this.finish(fact);
    });
  }

  private async ping(): Promise<void> {
    if (!this.socket?.connected || this.closed) return;
    const sentAtMs = this.parts.nowMs();
    try {
      await this.socket.order("clock:ping", { sentAtMs });
    } catch {
      return;
    }
    this.delay.add(this.parts.nowMs() - sentAtMs);
    const medianMs = this.delay.medianMs();
    if (medianMs !== null) this.dispatch({ type: "delayMeasured", networkDelayMs: medianMs });
  }

  private order<E extends "call:mute" | "call:hangup" | "call:choose">(event: E, payload: Parameters<CallSocket["order"]>[1]): void {
    if (!this.socket?.connected) return;
    this.socket.order(event, payload as never).catch((error: unknown) => {
      if (!this.closed) this.dispatch({ type: "noticed", message: problemOf(error).message });
    });
  }

  private finish(fact: CallEndedFact): void {
    if (this.closed) return;
    for (const event of this.heard.takeAll()) this.dispatch(event);
    this.close();
    this.dispatch({ type: "ended", fact });
  }

  private fail(problem: CallProblem): void {
    if (this.closed) return;
    this.close();
    this.dispatch({ type: "failed", problem });
  }

  private close(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    this.microphone?.close();
    this.sender?.close();
    this.player?.close();
    this.socket?.close();
  }

  private every(ms: number, callback: () => void): void {
    const timer = setInterval(callback, ms);
    this.stops.push(() => clearInterval(timer));
  }

  private after(ms: number, callback: () => void): void {
    const timer = setTimeout(callback, ms);
    this.stops.push(() => clearTimeout(timer));
  }
}

function microphoneProblem(error: unknown): CallProblem {
  const issue = !globalThis.isSecureContext && globalThis.isSecureContext !== undefined ? "insecure" : microphoneIssueOf(error);
  return { message: MICROPHONE_WORDS[issue].advice, code: null, microphone: issue };
}

function problemOf(error: unknown): CallProblem {
  if (error instanceof ProtocolError) return { message: error.message, code: error.code, microphone: null };
  return { message: "The call could not be set up. Reload the page and try again.", code: null, microphone: null };
}
