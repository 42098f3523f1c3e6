/** In which format a browser records: what the studio can decode, best first. */

const FORMATS = [
  { type: "audio/webm;codecs=opus", ending: "webm" },
  { type: "audio/mp4", ending: "m4a" },
  { type: "audio/ogg;codecs=opus", ending: "ogg" },
] as const;
export type RecordingFormat = (typeof FORMATS)[number];

/** Null: this browser records nothing that can be used. */
export function chooseFormat(supports: (type: string) => boolean): RecordingFormat | null {
  return FORMATS.find(({ type }) => supports(type)) ?? null;
}
