/** A caller for tests: remembers everything the engine says, and waits for what is asked, never for a time. */
import {
  type AudioMessage,
  type CallStarted,
  decodeAudioMessage,
  type EngineToClient,
  type ErrorBody,
  encodeAudioMessage,
  FRAME_SAMPLES,
  PACKET_SAMPLES,
  PACKETS_PER_FRAME,
  PROTOCOL_VERSION,
  type Result,
  SAMPLE_RATE_HZ,
} from "@duologue/protocol";
import { io, type Socket } from "socket.io-client";
import msgpack from "socket.io-msgpack-parser";

type Name = keyof EngineToClient;
type Payload<E extends Name> = Parameters<EngineToClient[E]>[0];

export class CallClient {
  readonly socket: Socket;
  readonly heard: { event: Name; payload: unknown }[] = [];
  readonly audio: AudioMessage[] = [];
  refused: ErrorBody | null = null;
  disconnected: string | null = null;
  private readonly waiters = new Set<() => void>();
  private seq = 0;

  constructor(url: string, auth: object, origin: string) {
    this.socket = io(url, {
      transports: ["websocket"],
      parser: msgpack,
      reconnection: false,
      forceNew: true,
      auth: { protocolVersion: PROTOCOL_VERSION, ...auth },
      extraHeaders: { origin },
    });
    this.socket.on("connect_error", (error) => {
      this.refused = (error as Error & { data?: ErrorBody }).data ?? { code: "internal", message: error.message };
      this.wake();
    });
    this.socket.on("disconnect", (reason) => {
      this.disconnected = reason;
      this.wake();
    });
    this.socket.onAny((event: Name, payload: unknown) => {
      if (event === "audio:agent") this.audio.push(decodeAudioMessage(payload));
      else this.heard.push({ event, payload });
      this.wake();
    });
    this.socket.on("connect", () => this.wake());
  }

  /** Hears every frame as it comes. */
  listenAudio(listener: (message: AudioMessage) => void): void {
    this.socket.on("audio:agent", (data: unknown) => listener(decodeAudioMessage(data)));
  }

  all<E extends Name>(event: E): Payload<E>[] {
    return this.heard.filter((entry) => entry.event === event).map((entry) => entry.payload as Payload<E>);
  }

  get states(): string[] {
    return this.all("call:state").map((fact) => fact.state);
  }

  /** Resolves as soon as `condition` holds; looked at whenever something arrives. */
  async until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const stop = setTimeout(() => {
        this.waiters.delete(look);
        reject(new Error(`${what} did not happen; heard ${JSON.stringify(this.heard.slice(-12))}`));
      }, 20_000);
      const look = () => {
        if (!condition()) return;
        clearTimeout(stop);
        this.waiters.delete(look);
        resolve();
      };
      this.waiters.add(look);
    });
  }

  connected(): Promise<void> {
    return this.until(() => this.socket.connected, "connecting");
  }
  async refusal(): Promise<ErrorBody> {
    await this.until(() => this.refused !== null, "a refusal");
    return this.refused as ErrorBody;
  }
  async ended(): Promise<Payload<"call:ended">> {
    await this.until(() => this.all("call:ended").length > 0, "call:ended");
    return this.all("call:ended")[0] as Payload<"call:ended">;
  }

  order<T>(event: string, input: unknown): Promise<Result<T>> {
    return new Promise((resolve) => this.socket.emit(event, input, resolve));
  }

  async start(codec: "opus" | "pcm16" = "pcm16"): Promise<CallStarted> {
    await this.connected();
    const result = await this.order<CallStarted>("call:start", { codec });
    if (!result.ok) throw new Error(`call:start was refused: ${result.error.code}`);
    this.seq = result.value.nextSeq;
    return result.value;
  }

  /** One frame of PCM16: a tone, or silence. */
  sendFrame(loud: boolean): void {
    const packets: Uint8Array[] = [];
    for (let k = 0; k < PACKETS_PER_FRAME; k++) {
      const pcm = new Int16Array(PACKET_SAMPLES);
      for (let i = 0; i < PACKET_SAMPLES; i++) {
        pcm[i] = loud ? Math.round(8_000 * Math.sin((2 * Math.PI * 440 * (k * PACKET_SAMPLES + i)) / SAMPLE_RATE_HZ)) : 0;
      }
      packets.push(new Uint8Array(pcm.buffer));
    }
    this.socket.emit("audio:user", Buffer.from(encodeAudioMessage({ codec: "pcm16", seq: this.seq, packets })));
    this.seq += FRAME_SAMPLES / PACKET_SAMPLES;
  }

  /** Breaks the connection as a lost network does. */
  cut(): void {
    (this.socket.io.engine as unknown as { transport: { ws: { terminate?: () => void; close: () => void } } }).transport.ws.close();
  }
  close(): void {
    this.socket.disconnect();
  }
  private wake(): void {
    for (const look of [...this.waiters]) look();
  }
}
