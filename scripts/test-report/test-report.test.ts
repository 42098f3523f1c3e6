import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { readBrowserReport } from "./read-browser-report.mjs";
import { shortenReason } from "./shorten-reason.mjs";

const root = path.resolve(import.meta.dirname, "../..");
// inside the project, where a test finds Vitest
const folder = mkdtempSync(path.join(root, "node_modules/.test-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("Vitest's outcome names what failed, with the beginning of its reason, and what needed a second try", () => {
  writeFileSync(
    path.join(folder, "some.test.mjs"),
    `import { beforeAll, describe, expect, it } from "vitest";
     let tries = 0;
     it("holds", () => {});
     it("holds at the second try", { retry: 1 }, () => { tries += 1; expect(tries).toBe(2); });
     it("fails", () => { expect(1).toBe(2); });
     describe("a room", () => {
       beforeAll(() => { throw new Error("the room is closed"); });
       it("is never entered", () => {});
     });`,
  );
  writeFileSync(path.join(folder, "broken.test.mjs"), `import "./nothing-here.mjs";`);
  writeFileSync(
    path.join(folder, "vitest.config.mjs"),
    `export default { test: { reporters: [[${JSON.stringify(path.join(import.meta.dirname, "unit-reporter.mjs"))}, { outputFile: "out/unit.json" }]] } };`,
  );
  const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/vitest/vitest.mjs"), "run"], { cwd: folder });
  expect(status).toBe(1);
  const { failures, ...outcome } = JSON.parse(readFileSync(path.join(folder, "out/unit.json"), "utf8"));
  expect(outcome).toEqual({ passed: 2, failed: 1, playedAgain: ["some.test.mjs holds at the second try"] });
  expect(failures).toEqual([
    { title: "some.test.mjs fails", reason: "  expected 1 to be 2 // Object.is equality" },
    { title: "broken.test.mjs", reason: expect.stringContaining("nothing-here.mjs") },
    { title: "some.test.mjs a room", reason: "  the room is closed" },
  ]);
});

it("so does Playwright's, of suites within suites", () => {
  const spec = (title: string, status: string, ...messages: (string | undefined)[]) => ({
    file: "calls/some.spec.ts",
    line: 3,
    title,
    tests: [{ status, results: messages.map((message) => ({ status: message ? "failed" : "passed", error: message && { message } })) }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1 },
    suites: [
      {
        specs: [spec("holds", "expected", undefined)],
        suites: [
          { specs: [spec("wavers", "flaky", "late", undefined), spec("fails", "unexpected", "late", "\u001b[31mlate again\u001b[39m")] },
        ],
      },
    ],
    errors: [{ message: "a spec that does not load" }],
  };
  expect(readBrowserReport(report)).toEqual({
    passed: 2,
    failed: 1,
    failures: [
      { title: "e2e/specs/calls/some.spec.ts:3 fails", reason: "  late again" },
      { title: "outside of any test", reason: "  a spec that does not load" },
    ],
    playedAgain: ["e2e/specs/calls/some.spec.ts:3 wavers"],
  });
});

it("a long reason is cut, and says so", () => {
  expect(shortenReason(Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join("\n")).split("\n")).toEqual([
    ...Array.from({ length: 8 }, (_, index) => `  line ${index}`),
    "  …",
  ]);
});
