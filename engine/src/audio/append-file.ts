/**
 * A file written as things happen. Writes are queued and go out one after the other, all waiting chunks in one system call, so
 * the caller never waits and the disk is asked a few times a second. Memory is bounded: past MAX_PENDING_BYTES chunks are refused.
 */
import { type FileHandle, open } from "node:fs/promises";

const MAX_PENDING_BYTES = 8 * 1024 * 1024;

export class AppendFile {
  private handle: FileHandle | null = null;
  private waiting: Uint8Array[] = [];
  private pendingBytes = 0;
  private writing: Promise<void> | null = null;
  private failed: Error | null = null;
  private endOffset = 0;

  private constructor(private readonly afterWrite: (handle: FileHandle, bytesWritten: number) => Promise<void>) {}

  /** Creates or empties `path`. `afterWrite` runs after each batch, before the next: the place to rewrite a header. */
  static async create(path: string, afterWrite: (handle: FileHandle, bytesWritten: number) => Promise<void> = async () => {}) {
    const file = new AppendFile(afterWrite);
    file.handle = await open(path, "w");
    return file;
  }

  /** The first error of the disk, if any; later chunks are discarded. */
  get error(): Error | null {
    return this.failed;
  }

  /** Queues `chunk`, which must not change afterwards. Returns false where it was refused: the disk is too slow, or broken. */
  append(chunk: Uint8Array): boolean {
    if (this.failed || this.pendingBytes + chunk.byteLength > MAX_PENDING_BYTES) return false;
    this.waiting.push(chunk);
    this.pendingBytes += chunk.byteLength;
    this.writing ??= this.writeAll();
    return true;
  }

  /** Resolves when everything queued has reached the operating system. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
  }

  async close(): Promise<void> {
    await this.flush();
    await this.handle?.close();
    this.handle = null;
  }

  private async writeAll(): Promise<void> {
    try {
      while (this.waiting.length > 0 && this.handle) {
        const batch = this.waiting;
        this.waiting = [];
        const bytes = batch.length === 1 ? (batch[0] as Uint8Array) : Buffer.concat(batch);
        await writeFully(this.handle, bytes, this.endOffset);
        this.endOffset += bytes.byteLength;
        this.pendingBytes -= bytes.byteLength;
        await this.afterWrite(this.handle, this.endOffset);
      }
    } catch (error) {
      this.failed = error instanceof Error ? error : new Error(String(error));
      this.waiting = [];
      this.pendingBytes = 0;
    } finally {
      this.writing = null;
    }
  }
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.byteLength - written, offset + written);
    written += bytesWritten;
  }
}
