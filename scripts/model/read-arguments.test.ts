import { describe, expect, it } from "vitest";
import { readArguments } from "./read-arguments.mjs";

describe("readArguments", () => {
  it.each([[[]], [["--help"]], [["pull", "-h"]], [["help"]]])("shows help for %j", (words) => {
    expect(readArguments(words, {})).toEqual({ verb: "help" });
  });

  it("reads what to pull, from where, and as whom", () => {
    expect(
      readArguments(["pull", "kyutai/moshiko-pytorch-bf16", "--revision", "refs/pr/1"], {
        HF_TOKEN: " hf_abc\n",
        HF_ENDPOINT: "https://mirror.test/",
      }),
    ).toEqual({
      verb: "pull",
      repo: "kyutai/moshiko-pytorch-bf16",
      revision: "refs/pr/1",
      endpoint: "https://mirror.test",
      token: "hf_abc",
    });
    expect(
      readArguments(["pull", "a/b", "--endpoint", "http://localhost:8080"], { HF_ENDPOINT: "https://mirror.test", HF_TOKEN: "hf_abc" }),
    ).toMatchObject({ endpoint: "http://localhost:8080" });
    expect(readArguments(["pull", "a/b"], { HF_TOKEN: "", HF_ENDPOINT: "" })).toEqual({ verb: "pull", repo: "a/b" });
  });

  it.each([
    [["pull"], "owner/name"],
    [["pull", "moshiko"], "owner/name"],
    [["pull", "a/.."], "owner/name"],
    [["pull", "../b"], "owner/name"],
    [["pull", "a/b/c"], "owner/name"],
    [["pull", "a/b", "c"], "pull or list"],
    [["push", "a/b"], "pull or list"],
    [["list", "a"], "pull or list"],
    [["pull", "a/b", "--wat"], "wat"],
    [["pull", "a/b", "--revision", "../x"], "--revision"],
    [["pull", "a/b", "--endpoint", "ftp://x"], "--endpoint"],
    [["pull", "a/b", "--endpoint", "https://me:secret@x"], "--endpoint"],
  ])("refuses %j", (words, word) => {
    expect(() => readArguments(words, {})).toThrow(word);
    expect(() => readArguments(words, {})).not.toThrow("secret");
  });

  it("never says a token, and never sends one unencrypted", () => {
    expect(() => readArguments(["pull", "a/b"], { HF_TOKEN: "sk-secret" })).toThrow(/^(?!.*secret).*hf_/s);
    expect(() => readArguments(["pull", "a/b"], { HF_TOKEN: "hf_se\ncret" })).toThrow(/^(?!.*cret).*HF_TOKEN/s);
    expect(() => readArguments(["pull", "a/b", "--endpoint", "http://mirror.test"], { HF_TOKEN: "hf_secret" })).toThrow("unencrypted");
  });
});
