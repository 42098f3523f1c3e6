import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { unpackZip } from "./unpack-zip";

const LIMITS = { files: 10, bytes: 1_000_000 };
const refusal = (zip: Uint8Array, limits = LIMITS) =>
  unpackZip(zip, limits).then(
    () => null,
    (error: { code: string; message: string }) => error,
  );

it("unpacks stored and packed files, and leaves out folders and what is hidden", async () => {
  const long = new Uint8Array(200_000).fill(7);
  const zip = zipSync({ "a.txt": [strToU8("a"), { level: 0 }], b: { "long.wav": [long, { level: 9 }], empty: {}, ".x": strToU8("x") } });
  const files = await unpackZip(zip, LIMITS);
  expect([...files.keys()]).toEqual(["a.txt", "b/long.wav"]);
  expect(files.get("b/long.wav")).toEqual(long);
});

it("stops at its limits, whatever a file says of its size", async () => {
  const bomb = zipSync({ "zeros.wav": [new Uint8Array(30_000_000), { level: 9 }] });
  expect(bomb.byteLength).toBeLessThan(40_000);
  expect(await refusal(bomb)).toMatchObject({ code: "too_large", message: expect.stringContaining("1 MB") });
  // the size in its header: a lie
  new DataView(bomb.buffer).setUint32(22, 10, true);
  expect(await refusal(bomb)).toMatchObject({ code: "too_large" });
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, k) => [`${k}.wav`, strToU8("x")]));
  expect(await refusal(zipSync(many))).toMatchObject({ code: "too_large", message: expect.stringContaining("10 files") });
});

it("refuses what is broken and paths that lead elsewhere", async () => {
  expect(await refusal(strToU8("PK\u0003\u0004 and then nothing"))).toMatchObject({ code: "unsupported_media" });
  const zip = zipSync({ "a.wav": [new Uint8Array(5_000).map((_, k) => k * k), { level: 0 }] });
  expect(await refusal(zip.subarray(0, 3_000))).toMatchObject({ code: "unsupported_media" });
  for (const name of ["../a.wav", "/a.wav", "a//b.wav", "a\\b.wav", "a/./b.wav"]) {
    expect(await refusal(zipSync({ [name]: strToU8("x") })), name).toMatchObject({ code: "invalid_input" });
  }
});
