import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { failureOf, resultOf, stepOf } from "../../test/build-result";
import { openResultsFile } from "./open-results-file";

const RUN = { suiteSha256: "s", personas: [{ name: "mine", sha256: "p" }] };
const played = resultOf({ steps: [stepOf("s1", [1_000, 2_000])], agent: [[2_500, 4_000]], words: [["Yes.", 2_500]] });
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-results-"));
  file = path.join(folder, "run.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("keeps results, and has them again when it is opened anew", async () => {
  const store = await openResultsFile(file, RUN);
  await Promise.all([store.add(played), store.add(failureOf({ repeat: 2 }))]);
  expect(await (await openResultsFile(file, RUN)).read()).toEqual([played, failureOf({ repeat: 2 })]);
});

it("drops a line that a crash cut off, and goes on after it", async () => {
  await (await openResultsFile(file, RUN)).add(played);
  await appendFile(file, '{"outcome":"pla');
  const store = await openResultsFile(file, RUN);
  await store.add(failureOf());
  expect(await store.read()).toEqual([played, failureOf()]);
});

it("is not continued by another run", async () => {
  await openResultsFile(file, RUN);
  const before = await readFile(file, "utf8");
  await expect(openResultsFile(file, { ...RUN, suiteSha256: "t" })).rejects.toThrow("received those of another suite");
  await expect(openResultsFile(file, { suiteSha256: "t", personas: [] })).rejects.toThrow("another suite and other personas");
  expect(await readFile(file, "utf8")).toBe(before);
});

it("leaves a file alone that is something else", async () => {
  await writeFile(file, "my diary\n");
  await expect(openResultsFile(file, RUN)).rejects.toThrow("received another kind of file");
  expect(await readFile(file, "utf8")).toBe("my diary\n");
});

it("names the line that is no result", async () => {
  const store = await openResultsFile(file, RUN);
  await store.add(played);
  await appendFile(file, '{"outcome":"strange"}\n');
  await expect(store.read()).rejects.toThrow("run.jsonl, line 3: expected the result of a call");
});
