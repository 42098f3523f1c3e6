import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { estimateTokens } from "@duologue/persona";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTokenizer } from "./open-tokenizer";

const MODEL = fileURLToPath(new URL("../../../test/fixtures/tiny-sentencepiece.model", import.meta.url));

describe("openTokenizer", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tokenizer-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("counts by the SentencePiece file when there is one", async () => {
    const tokenizer = await openTokenizer(MODEL);
    expect(tokenizer.exact).toBe(true);
    expect(tokenizer.count("<system> You work for a bank. <system>")).toBe(16);
    expect(tokenizer.count("You work")).toBe(2);
    expect(tokenizer.count("")).toBe(0);
  });

  it("estimates, and says so, when there is none", async () => {
    const tokenizer = await openTokenizer(undefined);
    expect(tokenizer.exact).toBe(false);
    expect(tokenizer.count("You work for a bank.")).toBe(estimateTokens("You work for a bank."));
  });

  it("refuses a missing, a wrong and a torn file, naming the setting", async () => {
    const wrong = path.join(folder, "wrong.model");
    await writeFile(wrong, "not a model at all");
    const torn = path.join(folder, "torn.model");
    await writeFile(torn, (await readFile(MODEL)).subarray(0, 3_000));
    for (const file of [path.join(folder, "absent.model"), wrong, torn]) {
      await expect(openTokenizer(file)).rejects.toMatchObject({
        code: "invalid_input",
        message: expect.stringContaining("TOKENIZER_FILE"),
      });
    }
  });
});
