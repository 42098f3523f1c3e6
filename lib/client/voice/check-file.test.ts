import { describe, expect, test } from "vitest";
import { MAX_UPLOAD_BYTES } from "@/lib/shared/voices";
import { checkFile, nameOfFile } from "./check-file";

/** A WAV file by its first bytes, as long as it is told to be. */
const wav = (bytes: number) => {
  const header = "RIFF\0\0\0\0WAVEfmt ";
  return new Blob([header, new Uint8Array(bytes - header.length)]);
};

describe("checkFile", () => {
  test("lets a file of exactly the limit through", () => expect(checkFile(wav(MAX_UPLOAD_BYTES))).resolves.toBeUndefined());
  test("says how large is too large", () =>
    expect(checkFile(wav(31_000_000))).rejects.toThrow("Expected a file of at most 25.0 MB, received 31.0 MB."));
  test("refuses an empty file", () => expect(checkFile(new Blob([]))).rejects.toThrow("This file is empty."));
  test("refuses what is no sound, whatever it is called", () =>
    expect(checkFile(new File(["These are words, not sounds."], "notes.wav"))).rejects.toThrow(
      "Expected a WAV, FLAC, MP3, Ogg, WebM or M4A file, received something else. Choose another one.",
    ));
});

test.each([
  ["voice-sample.wav", "voice-sample"],
  ["Ada_at__reception.final.m4a", "Ada at reception.final"],
  ["no ending", "no ending"],
  [`${"x".repeat(100)}.wav`, "x".repeat(80)],
])("the name of %s is %s", (fileName, name) => expect(nameOfFile(fileName)).toBe(name));
