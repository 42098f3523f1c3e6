/** Part of a file as a web stream. */
import { type FileHandle, open } from "node:fs/promises";

const CHUNK_BYTES = 64 * 1024;

/**
 * Streams bytes `from` to `to` (inclusive) of `file`, a piece whenever the reader asks for one. The file is opened by the first read
 * and closed at the end, on an error, and when the reader goes away. Not `Readable.toWeb`, which closes a cancelled stream once more,
 * where nobody can catch the error: players cancel at every seek.
 */
export function streamFile(file: string, { from, to }: { from: number; to: number }): ReadableStream<Uint8Array> {
  let opening: Promise<FileHandle> | null = null;
  let cancelled = false;
  let at = from;
  const close = async () => (await opening?.catch(() => null))?.close();

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          opening ??= open(file, "r");
          const handle = await opening;
          if (cancelled) return;
          const wanted = Math.min(CHUNK_BYTES, to - at + 1);
          const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, at);
          if (cancelled) return;
          if (bytesRead === 0) throw new Error(`Expected a stored file of at least ${to + 1} bytes, received ${at}: it was cut short.`);
          at += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (at <= to) return;
          controller.close();
        } catch (error) {
          if (!cancelled) controller.error(error);
        }
        await close();
      },
      async cancel() {
        cancelled = true;
        await close();
      },
    },
    { highWaterMark: 0 },
  );
}
