/** The caller's samples on their way out: encoder → numbered packets → bounded queue → socket. Nothing is sent while it is off. */
import { type AudioCodec, encodeAudioMessage } from "@duologue/protocol";
import type { CallParts } from "./call-client";
import type { CallSocket } from "./call-socket";
import type { CodecPlan } from "./choose-codec";
import type { PacketEncoder } from "./packet-encoder";
import { createSendQueue } from "./send-queue";

/** More than this in the browser's hands: the network is slower than speech. */
const BACKLOG_BYTES = 12_000;

export class PacketSender {
  /** only while the call is live and connected */
  on = false;
  /** number of the next packet */
  nextSeq = 0;
  private encoder: PacketEncoder | null = null;
  private closed = false;
  private readonly queue = createSendQueue();

  constructor(
    private readonly openEncoder: CallParts["openEncoder"],
    private readonly socket: CallSocket,
  ) {}

  get isOpen(): boolean {
    return this.encoder !== null;
  }

  async open(codec: AudioCodec, plan: CodecPlan): Promise<void> {
    const reopen = () => {
      this.encoder?.close();
      if (!this.closed) void this.open(codec, plan);
    };
    const encoder = await this.openEncoder(codec, plan, (bytes) => this.send(bytes), reopen);
    if (this.closed) encoder.close();
    else this.encoder = encoder;
  }

  /** 480 samples at 24 kHz */
  take(samples: Float32Array): void {
    if (this.on) this.encoder?.encode(samples);
  }

  /** Stops sending and forgets what waits: late speech is worse than lost speech. */
  pause(): void {
    this.on = false;
    this.queue.clear();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.pause();
    this.encoder?.close();
  }

  private send(bytes: Uint8Array): void {
    const { socket, encoder } = this;
    if (!this.on || !socket.connected || !encoder) return;
    this.queue.push({ seq: this.nextSeq++, bytes });
    if (socket.backlogBytes > BACKLOG_BYTES) return;
    for (const run of this.queue.takeRuns()) {
      socket.sendAudio(encodeAudioMessage({ codec: encoder.codec, seq: run[0]?.seq ?? 0, packets: run.map((packet) => packet.bytes) }));
    }
  }
}
