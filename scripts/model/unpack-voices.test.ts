import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTar, makeTgz, type TarEntry } from "./test/make-tar";
import { unpackVoices } from "./unpack-voices.mjs";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-voices-"));
  await mkdir(path.join(folder, ".pull"));
});

afterEach(() => rm(folder, { recursive: true }));

async function unpack(archive: Buffer, options?: { maxUnpackedBytes: number }) {
  await writeFile(path.join(folder, "voices.tgz"), archive);
  return unpackVoices(path.join(folder, "voices.tgz"), folder, options);
}

const VOICE: TarEntry = { name: "voices/NATF0.pt", content: "voice" };

describe("unpackVoices", () => {
  it("takes .pt and .wav out and leaves the rest in", async () => {
    const found = await unpack(
      makeTgz([
        { name: "./voices/", type: "5" },
        { name: "pax", type: "x", content: "27 mtime=1700000000.123456\n" },
        { name: "./voices/NATF0.pt", content: "voice" },
        { name: "voices/._NATF0.pt", content: "what a Mac adds" },
        { name: "voices/run.sh", content: "echo" },
        { name: "voices/deeper/NATF1.pt", content: "not at home" },
        { name: "own.WAV", content: "own" },
      ]),
    );
    expect(found).toEqual({ "NATF0.pt": 5, "own.WAV": 3 });
    expect((await readdir(path.join(folder, "voices"))).sort()).toEqual(["NATF0.pt", "own.WAV"]);
    expect(await readFile(path.join(folder, "voices/NATF0.pt"), "utf8")).toBe("voice");
  });

  it("leaves voices alone that people put there, and replaces a link instead of writing through it", async () => {
    await mkdir(path.join(folder, "voices"));
    await writeFile(path.join(folder, "voices/mine.wav"), "mine");
    await writeFile(path.join(folder, "outside"), "untouched");
    await symlink(path.join(folder, "outside"), path.join(folder, "voices/NATF0.pt"));
    await unpack(makeTgz([VOICE]));
    expect(await readFile(path.join(folder, "voices/mine.wav"), "utf8")).toBe("mine");
    expect(await readFile(path.join(folder, "voices/NATF0.pt"), "utf8")).toBe("voice");
    expect(await readFile(path.join(folder, "outside"), "utf8")).toBe("untouched");
  });

  const torn = makeTar([VOICE]);
  torn[0] = 120;
  it.each<[string, Buffer, string]>([
    ["a path upwards", makeTgz([VOICE, { name: "voices/../../escaped.pt" }]), "leads out"],
    ["an absolute path", makeTgz([VOICE, { name: "/tmp/escaped.pt" }]), "leads out"],
    ["a path of Windows", makeTgz([VOICE, { name: "voices\\..\\escaped.pt" }]), "leads out"],
    ["a drive of Windows", makeTgz([VOICE, { name: "C:escaped.pt" }]), "leads out"],
    ["a control character", makeTgz([VOICE, { name: "voices/\u001b[2Jx.pt" }]), "leads out"],
    ["a folder upwards", makeTgz([VOICE, { name: "../elsewhere/", type: "5" }]), "leads out"],
    ["a symbolic link", makeTgz([VOICE, { name: "voices/NATF1.pt", type: "2", linkTo: "/etc/passwd" }]), "neither a plain file"],
    ["a hard link", makeTgz([VOICE, { name: "voices/NATF1.pt", type: "1", linkTo: "voices/NATF0.pt" }]), "neither a plain file"],
    ["a device", makeTgz([VOICE, { name: "voices/NATF1.pt", type: "3" }]), "neither a plain file"],
    ["a name twice", makeTgz([VOICE, VOICE]), "twice"],
    ["no voice", makeTgz([{ name: "readme.txt" }]), "no .pt or .wav"],
    ["too many voices", makeTgz(Array.from({ length: 257 }, (_, index) => ({ name: `voices/v${index}.pt` }))), "over 256"],
    ["something that is no archive", Buffer.from("<html>"), "no gzip file"],
    ["a torn archive", gzipSync(torn), "torn"],
    ["an archive that ends early", gzipSync(makeTar([VOICE]).subarray(0, 514)), "ends in the middle"],
  ])("refuses an archive with %s as a whole", async (_what, archive, word) => {
    await expect(unpack(archive)).rejects.toEqual(expect.objectContaining({ code: "bad_archive", message: expect.stringContaining(word) }));
    expect((await readdir(folder)).sort()).toEqual([".pull", "voices.tgz"]);
  });

  it("refuses an archive that unpacks to more than it may", async () => {
    const bomb = makeTgz([{ name: "voices/NATF0.pt", content: Buffer.alloc(1_000_000) }]);
    expect(bomb.length).toBeLessThan(5_000);
    await expect(unpack(bomb, { maxUnpackedBytes: 100_000 })).rejects.toEqual(
      expect.objectContaining({ code: "bad_archive", message: expect.stringContaining("more than 100.0 kB") }),
    );
  });

  it("refuses to write where voices/ leads elsewhere", async () => {
    await mkdir(path.join(folder, "elsewhere"));
    await symlink(path.join(folder, "elsewhere"), path.join(folder, "voices"));
    await expect(unpack(makeTgz([VOICE]))).rejects.toEqual(expect.objectContaining({ code: "bad_archive" }));
    expect(await readdir(path.join(folder, "elsewhere"))).toEqual([]);
  });
});
