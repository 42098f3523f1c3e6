/**
 * The recording of a call, written as it happens: stereo PCM16 at 24 kHz, left the caller, right the persona. Frames go to
 * the disk in batches of BATCH_FRAMES (480 ms), and the sizes in the header are rewritten after each, so that a process killed
 * at any moment leaves a playable file that lacks less than the last second.
 */
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { AppendFile } from "./append-file";
import { floatToInt16 } from "./pcm";

const CHANNELS = 2;
const BYTES_PER_SAMPLE = 2;
const BATCH_FRAMES = 6;
export const WAV_HEADER_BYTES = 44;

export class WavRecorder {
  private batch = newBatch();
  private batchFrames = 0;
  private lostFrames = 0;

  private constructor(private readonly file: AppendFile) {}

  static async create(path: string): Promise<WavRecorder> {
    const file = await AppendFile.create(path, async (handle, bytesWritten) => {
      await handle.write(wavHeader(bytesWritten - WAV_HEADER_BYTES), 0, WAV_HEADER_BYTES, 0);
    });
    file.append(wavHeader(0));
    await file.flush();
    return new WavRecorder(file);
  }

  /** Frames the disk was too slow for; 0 in a healthy call. */
  get lost(): number {
    return this.lostFrames;
  }

  /** Both lanes of one frame, 1,920 samples each. Copies; returns at once. */
  write(caller: Float32Array, agent: Float32Array): void {
    const at = this.batchFrames * FRAME_SAMPLES * CHANNELS;
    floatToInt16(caller, 0, this.batch, at, FRAME_SAMPLES, CHANNELS);
    floatToInt16(agent, 0, this.batch, at + 1, FRAME_SAMPLES, CHANNELS);
    this.batchFrames += 1;
    if (this.batchFrames === BATCH_FRAMES) this.flushBatch();
  }

  async close(): Promise<void> {
    this.flushBatch();
    await this.file.close();
    if (this.file.error) throw this.file.error;
  }

  private flushBatch(): void {
    if (this.batchFrames === 0) return;
    const bytes = new Uint8Array(this.batch.buffer, 0, this.batchFrames * FRAME_SAMPLES * CHANNELS * BYTES_PER_SAMPLE);
    if (!this.file.append(bytes)) this.lostFrames += this.batchFrames;
    this.batch = newBatch();
    this.batchFrames = 0;
  }
}

function newBatch(): Int16Array<ArrayBuffer> {
  return new Int16Array(BATCH_FRAMES * FRAME_SAMPLES * CHANNELS);
}

/** The 44 bytes before `dataBytes` of stereo PCM16 at 24 kHz. */
export function wavHeader(dataBytes: number): Uint8Array {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write("RIFF", 0, "ascii");
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write("WAVEfmt ", 8, "ascii");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ * CHANNELS * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write("data", 36, "ascii");
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
