import { ProtocolError } from "@duologue/protocol";
import { CONTAINER_BYTES, CONTAINER_WORDS, detectContainer } from "@/lib/shared/audio-container";
import { formatBytes } from "@/lib/shared/format";
import { MAX_UPLOAD_BYTES } from "@/lib/shared/voices";

/** What can be known of a file before it is sent. Throws `too_large` or `voice_undecodable`; whether it can be decoded the studio finds out. */
export async function checkFile(file: Blob): Promise<void> {
  if (file.size === 0) throw new ProtocolError("voice_undecodable", "This file is empty. Choose another one.");
  if (file.size > MAX_UPLOAD_BYTES) {
    throw new ProtocolError(
      "too_large",
      `Expected a file of at most ${formatBytes(MAX_UPLOAD_BYTES)}, received ${formatBytes(file.size)}. Export it in a compressed format or cut it.`,
    );
  }
  const beginning = new Uint8Array(await file.slice(0, CONTAINER_BYTES).arrayBuffer());
  if (!detectContainer(beginning)) {
    throw new ProtocolError("voice_undecodable", `Expected a ${CONTAINER_WORDS} file, received something else. Choose another one.`);
  }
}

/** A name to begin with: the file's own, without its ending. */
export function nameOfFile(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{1,5}$/i, "").replace(/[_\s]+/g, " ");
  return bare.trim().slice(0, 80);
}
