import { describe, expect, test } from "vitest";
import { MAX_UPLOAD_BYTES } from "@/lib/shared/voices";
import { checkFile, nameOfFile } from "./check-file";

describe("checkFile", () => {
  test("lets a file of exactly the limit through", () => expect(() => checkFile({ size: MAX_UPLOAD_BYTES })).not.toThrow());
  test("says how large is too large", () =>
    expect(() => checkFile({ size: 31_000_000 })).toThrow("Expected a file of at most 25.0 MB, received 31.0 MB."));
  test("refuses an empty file", () => expect(() => checkFile({ size: 0 })).toThrow("This file is empty."));
});

test.each([
  ["voice-sample.wav", "voice-sample"],
  ["Ada_at__reception.final.m4a", "Ada at reception.final"],
  ["no ending", "no ending"],
  [`${"x".repeat(100)}.wav`, "x".repeat(80)],
])("the name of %s is %s", (fileName, name) => expect(nameOfFile(fileName)).toBe(name));
