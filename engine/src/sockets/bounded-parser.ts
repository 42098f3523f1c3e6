/**
 * The msgpack parser, with manners: what is too large or cannot be read becomes an event of its own instead of tearing the
 * connection down, so that the sender can be told why. The transport's hard limit lies above (MAX_TRANSPORT_BYTES).
 */
import { MAX_MESSAGE_BYTES } from "@duologue/protocol";
import msgpack from "socket.io-msgpack-parser";

/** Beyond this the connection is closed by the transport itself. */
export const MAX_TRANSPORT_BYTES = 1_000_000;
export const OVERSIZED_EVENT = "message:oversized";
export const UNREADABLE_EVENT = "message:unreadable";

const EVENT = 2;

class BoundedDecoder extends msgpack.Decoder {
  override add(chunk: unknown): void {
    const byteLength = typeof chunk === "string" ? chunk.length : ((chunk as { byteLength?: number } | null)?.byteLength ?? 0);
    if (byteLength > MAX_MESSAGE_BYTES) {
      this.raise(OVERSIZED_EVENT, byteLength);
      return;
    }
    try {
      super.add(chunk);
    } catch {
      this.raise(UNREADABLE_EVENT, byteLength);
    }
  }

  private raise(event: string, byteLength: number): void {
    this.emit("decoded", { type: EVENT, nsp: "/", data: [event, byteLength] });
  }
}

export const boundedParser = { protocol: 5, Encoder: msgpack.Encoder, Decoder: BoundedDecoder };
