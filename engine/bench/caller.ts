/** One caller: starts its call, and from the first live moment on sends a frame every 80 ms and notes when it hears one. */
import {
  type AudioCodec,
  decodeAudioMessage,
  type EngineToClient,
  encodeAudioMessage,
  FRAME_MS,
  PACKETS_PER_FRAME,
  PROTOCOL_VERSION,
} from "@duologue/protocol";
import { io, type Socket } from "socket.io-client";
import msgpack from "socket.io-msgpack-parser";
import { ORIGIN, signTicket } from "../test/start-test-engine";
import { createBurstMarks } from "./burst-marks";
import { packetsOfFrame } from "./frame-number";
import { wallMs } from "./wall-ms";

const AUDIO_SEQ_OFFSET_BYTES = 4;

export interface CallerTimes {
  callId: string;
  /** null: it never became live */
  primingMs: number | null;
  /** why it ended before it was told to; null for a call that went well */
  failure: string | null;
  sentAtMs: Float64Array;
  heardAtMs: Float64Array;
  /** opus: when a burst was sent and how long it took to come back */
  bursts: { sentAtMs: number; delayMs: number }[];
}

type Losses = Pick<Parameters<EngineToClient["metrics:sampled"]>[0], "droppedFrames" | "missingFrames">;

export class Caller {
  losses: Losses = { droppedFrames: 0, missingFrames: 0 };
  readonly sentAtMs: number[] = [];
  readonly heardAtMs: number[] = [];
  isLive = false;
  failure: string | null = null;
  private readonly bursts: CallerTimes["bursts"] = [];
  private readonly marks;
  private socket: Socket | null = null;
  private startedAtMs = 0;
  private primingMs: number | null = null;
  private isTold = false;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private markLive: () => void = () => {};
  private markOver: () => void = () => {};
  /** live, or never going to be */
  readonly settled = new Promise<void>((resolve) => {
    this.markLive = resolve;
  });
  private readonly over = new Promise<void>((resolve) => {
    this.markOver = resolve;
  });

  constructor(
    private readonly callId: string,
    private readonly codec: AudioCodec,
    /** where in the 80 ms it sends: real callers are spread over them, whenever their call became live */
    private readonly phaseMs: number,
  ) {
    this.marks = codec === "opus" ? createBurstMarks() : null;
  }

  async call(url: string): Promise<void> {
    const ticket = await signTicket({ callId: this.callId, jti: `${this.callId}-0123456789abcdef`, role: "team", maxCallSeconds: 3_600 });
    this.startedAtMs = wallMs();
    const socket = io(url, {
      transports: ["websocket"],
      parser: msgpack,
      reconnection: false,
      forceNew: true,
      auth: { protocolVersion: PROTOCOL_VERSION, ticket },
      extraHeaders: { origin: ORIGIN },
    });
    this.socket = socket;
    socket.on("connect", () => {
      socket.emit("call:start", { codec: this.codec }, (result: { ok: boolean; error?: { code: string } }) => {
        if (!result.ok) this.finish(`call:start was refused: ${result.error?.code}`);
      });
    });
    socket.on("connect_error", (error) => this.finish(`not connected: ${error.message}`));
    socket.on("call:state", ({ state }: { state: string }) => {
      if (state === "live" && !this.isLive) this.goLive();
    });
    socket.on("audio:agent", (data: unknown) => this.hear(data));
    socket.on("metrics:sampled", ({ droppedFrames, missingFrames }: Losses) => {
      this.losses = { droppedFrames, missingFrames };
    });
    socket.on("call:ended", ({ reason, code }: { reason: string; code?: string }) => this.finish(`ended: ${code ?? reason}`));
    socket.on("disconnect", (reason) => this.finish(`disconnected: ${reason}`));
  }

  async hangUp(): Promise<CallerTimes> {
    if (!this.isOver) {
      this.isTold = true;
      this.socket?.emit("call:hangup", {});
      await this.over;
    }
    const { callId, primingMs, failure, bursts } = this;
    const heardAtMs = Float64Array.from(this.heardAtMs, (atMs) => atMs ?? Number.NaN);
    return { callId, primingMs, failure, bursts, sentAtMs: Float64Array.from(this.sentAtMs), heardAtMs };
  }

  private goLive(): void {
    this.isLive = true;
    const liveAtMs = wallMs();
    this.primingMs = liveAtMs - this.startedAtMs;
    this.markLive();
    const firstAtMs = Math.ceil((liveAtMs - this.phaseMs) / FRAME_MS) * FRAME_MS + this.phaseMs;
    const send = () => {
      if (this.isOver) return;
      const atMs = wallMs();
      this.sentAtMs.push(atMs);
      const number = this.sentAtMs.length;
      const packets = this.marks ? this.marks.send(number, atMs) : packetsOfFrame(number);
      const message = encodeAudioMessage({ codec: this.codec, seq: (number - 1) * PACKETS_PER_FRAME, packets });
      this.socket?.emit("audio:user", Buffer.from(message));
      this.timer = setTimeout(send, Math.max(0, firstAtMs + number * FRAME_MS - wallMs()));
    };
    this.timer = setTimeout(send, firstAtMs - liveAtMs);
  }

  private hear(data: unknown): void {
    const bytes = data as Uint8Array;
    const seq = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(AUDIO_SEQ_OFFSET_BYTES, true);
    const atMs = wallMs();
    this.heardAtMs[seq / PACKETS_PER_FRAME] = atMs;
    const sentAtMs = this.marks?.heard(decodeAudioMessage(bytes)) ?? null;
    if (sentAtMs !== null) this.bursts.push({ sentAtMs, delayMs: atMs - sentAtMs });
  }

  private finish(why: string): void {
    if (this.isOver) return;
    this.isOver = true;
    if (!this.isTold) this.failure = why;
    clearTimeout(this.timer);
    this.socket?.disconnect();
    this.markLive();
    this.markOver();
  }
}
