/** The command itself: a process of its own, as a build server runs it. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createBlankPersona } from "../../persona/src/index";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-eval-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...words: string[]): Promise<{ code: number | null; out: string; errors: string }> {
  // no judge that the machine of the test may have
  const env = { ...process.env, EVAL_JUDGE_URL: "" };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/eval/main.ts", ...words], { env });
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, errors })));
}

it("plays a suite, writes what came of it, and ends with 1 where a threshold is missed", async () => {
  const at = (name: string) => path.join(folder, name);
  const suite = {
    spec: "duologue_suite",
    specVersion: "1.0",
    meta: { name: "tiny", title: "Tiny" },
    scenarios: [
      {
        id: "greets",
        title: "Greets",
        category: "greeting",
        script: [{ id: "hello", when: { event: "callLive" }, say: "Hello.", expect: "anything" }],
        hangUp: { event: "agentSpoken", ms: 800, timeoutMs: 8_000 },
        checks: [
          { type: "mustSay", phrases: ["hello"] },
          { type: "mustSay", phrases: ["zebra"] },
        ],
      },
    ],
  };
  await writeFile(at("tiny.suite.json"), JSON.stringify(suite));
  await writeFile(at("mine.persona.json"), JSON.stringify(createBlankPersona("Mine")));
  const { code, out, errors } = await run(
    at("tiny.suite.json"),
    ...["--persona", at("mine.persona.json"), "--out", at("r.json"), "--junit", at("r.xml"), "--resume", at("r.jsonl")],
  );
  expect(errors).toBe("");
  expect(code).toBe(1);
  expect(out).toContain("1 of 1 calls");
  expect(out).toContain('mine · greets · call 1: 2 mustSay: expected one of "zebra"');
  expect(out).toContain("MISSED mine: scenarios.passRate at least 1, is 0");
  const report = JSON.parse(await readFile(at("r.json"), "utf8"));
  expect(report).toMatchObject({ passed: false, suite: { name: "tiny" }, speakers: [{ kind: "rehearsal" }] });
  expect(report.personas[0].scenarios[0].calls[0].checks.map(({ status }: { status: string }) => status)).toEqual(["passed", "failed"]);
  expect(await readFile(at("r.xml"), "utf8")).toContain('failures="2"');
  expect((await readFile(at("r.jsonl"), "utf8")).trim().split("\n")).toHaveLength(2);
});

it("ends with 2 where nothing could be played, and says why", async () => {
  const { code, errors } = await run("smoke");
  expect(code).toBe(2);
  expect(errors).toContain("Expected --persona FILE, received none.");
});
