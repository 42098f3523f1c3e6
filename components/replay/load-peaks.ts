/** Streams the recording once and gathers its peaks on the way; nothing of the sound itself is kept. */
import { createPeaks, type Peaks, type PeaksBuilder } from "./peaks";
import { readWavHeader } from "./wav-header";

const TELL_EVERY_BYTES = 1_000_000;

/** `onProgress` gets the growing peaks and 0…1 (null: total unknown). Rejects with an Error in words; AbortError when aborted. */
export async function loadPeaks(
  url: string,
  signal: AbortSignal,
  onProgress: (peaks: Peaks, share: number | null) => void,
): Promise<Peaks> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new Error("The recording could not be loaded. Reload the page to try again.");
  const totalBytes = Number(response.headers.get("content-length")) || null;
  const reader = response.body.getReader();
  let head: Uint8Array = new Uint8Array(0);
  let peaks: PeaksBuilder | null = null;
  let leftBytes = Number.POSITIVE_INFINITY;
  let readBytes = 0;
  let toldBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    readBytes += value.byteLength;
    let samples: Uint8Array = value;
    if (!peaks) {
      head = join(head, value);
      const header = readWavHeader(head);
      if (!header) continue;
      peaks = createPeaks(header.sampleRateHz, header.channels);
      leftBytes = header.dataBytes ?? Number.POSITIVE_INFINITY;
      samples = head.subarray(header.dataOffset);
    }
    peaks.add(samples.subarray(0, Math.min(samples.byteLength, leftBytes)));
    leftBytes -= samples.byteLength;
    if (readBytes - toldBytes >= TELL_EVERY_BYTES) {
      toldBytes = readBytes;
      onProgress(peaks, totalBytes ? readBytes / totalBytes : null);
    }
  }
  if (!peaks) throw new Error("The recording is empty.");
  onProgress(peaks, 1);
  return peaks;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
