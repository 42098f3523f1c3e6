/** Which container a file really is, by its first bytes: names and MIME types are not trusted. */

/** Values are ffmpeg's demuxer names, given to it by us so that it never guesses (playlists and the like stay out). */
export type AudioContainer = "wav" | "flac" | "mp3" | "ogg" | "matroska" | "mov";

export const CONTAINER_WORDS = "WAV, FLAC, MP3, Ogg, WebM or M4A";
/** As many bytes from the beginning of a file as `detectContainer` looks at. */
export const CONTAINER_BYTES = 12;

export function detectContainer(bytes: Uint8Array): AudioContainer | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 4) === "RIFF" && text(8, 12) === "WAVE") return "wav";
  if (text(0, 4) === "fLaC") return "flac";
  if (text(0, 4) === "OggS") return "ogg";
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return "matroska";
  if (text(4, 8) === "ftyp") return "mov";
  if (text(0, 3) === "ID3") return "mp3";
  // MPEG audio frame sync, layer III
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) return "mp3";
  return null;
}
