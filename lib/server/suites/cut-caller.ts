/** The caller's side of a span of a recording, as a wav of its own. */
import { ProtocolError, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { storage } from "../storage/storage";
import { encodeWav } from "../voices/encode-wav";

const HEADER_BYTES = 44;
/** stereo, 16 bits */
const BYTES_PER_MOMENT = 4;
const LONGEST_MS = 600_000;
const SHORTEST_MS = 500;

export interface CallerCut {
  wav: Uint8Array;
  /** of the span, inside the recording */
  startMs: number;
  endMs: number;
  recordedMs: number;
}

/** Throws `not_found` where the recording is gone, `invalid_input` for a span that is too short or too long. */
export async function cutCaller(recordingKey: string, span: { fromMs: number; toMs: number }): Promise<CallerCut> {
  const bytes = await storage().size(recordingKey);
  if (bytes === null) throw new ProtocolError("not_found", "The recording of this call is not in the storage any more.");
  const moments = Math.floor(Math.max(0, bytes - HEADER_BYTES) / BYTES_PER_MOMENT);
  const recordedMs = (moments * 1_000) / SAMPLE_RATE_HZ;
  const startMs = Math.max(0, span.fromMs);
  const endMs = Math.min(recordedMs, span.toMs);
  if (endMs - startMs < SHORTEST_MS || endMs - startMs > LONGEST_MS) {
    const words = `Choose between ${SHORTEST_MS / 1_000} s and ${LONGEST_MS / 60_000} min of the call.`;
    throw new ProtocolError("invalid_input", undefined, { fields: { toMs: words } });
  }
  const first = Math.round((startMs * SAMPLE_RATE_HZ) / 1_000);
  const after = Math.min(moments, Math.round((endMs * SAMPLE_RATE_HZ) / 1_000));
  const range = { from: HEADER_BYTES + first * BYTES_PER_MOMENT, to: HEADER_BYTES + after * BYTES_PER_MOMENT - 1 };
  const part = await storage().open(recordingKey, range);
  if (!part) throw new ProtocolError("not_found", "The recording of this call is not in the storage any more.");
  const stereo = new DataView(await new Response(part.stream).arrayBuffer());
  const caller = new Float32Array(Math.floor(stereo.byteLength / BYTES_PER_MOMENT));
  for (let k = 0; k < caller.length; k++) caller[k] = stereo.getInt16(k * BYTES_PER_MOMENT, true) / 32_767;
  return { wav: encodeWav(caller), startMs, endMs, recordedMs };
}
