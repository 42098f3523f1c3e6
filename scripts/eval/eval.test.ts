import { describe, expect, it, test } from "vitest";
import { readJudge } from "../../evaluation/src/judge/read-judge";
import { buildSuiteReport } from "../../evaluation/src/report/build-suite-report";
import type { LoadedSuite } from "../../evaluation/src/run/assemble-suite";
import { parseSuite } from "../../evaluation/src/suite/parse-suite";
import { failureOf, resultOf, stepOf } from "../../evaluation/test/build-result";
import { chooseScenarios } from "./choose-scenarios";
import { describeReport } from "./describe-report";
import { findSuite, listSuites } from "./find-suites";
import { loadVersions } from "./load-versions";
import { readArguments } from "./read-arguments";
import { showProgress } from "./show-progress";

const TEACHER = "templates/wise-teacher.persona.json";
const script = [{ id: "s1", when: { event: "callLive" }, say: "Hello?" }];
const suiteOf = (change: object = {}) =>
  parseSuite({
    spec: "duologue_suite",
    specVersion: "1.0",
    meta: { name: "mine", title: "Mine" },
    personas: { own: { file: "a.persona.json" } },
    scenarios: [
      { id: "one", title: "One", category: "smoothTurn", script, ...change },
      { id: "two", title: "Two", category: "pause", script, ...change },
    ],
  });
const loadedOf = (change: object = {}): LoadedSuite => ({
  suite: suiteOf(change),
  sha256: "s",
  personas: new Map(),
  readWavFile: async () => new Uint8Array(),
});

describe("the command line", () => {
  it("is read, with what is left out filled in", () => {
    expect(readArguments(["smoke", "--persona", "a.json", "--persona", "b.json", "--repeats", "3", "--junit", "r.xml"])).toEqual({
      verb: "run",
      suite: "smoke",
      personas: ["a.json", "b.json"],
      repeats: 3,
      calls: 4,
      only: null,
      codec: "opus",
      out: null,
      junit: "r.xml",
      resume: null,
      engine: null,
      studioPort: 3_000,
      offer: null,
      model: null,
      device: "cpu",
      weights: "as_stored",
    });
    expect(readArguments(["smoke", "--engine", "http://a", "--offer", "small"])).toMatchObject({ engine: "http://a", offer: "small" });
    expect(readArguments([])).toEqual({ verb: "help" });
    expect(readArguments(["--help"])).toEqual({ verb: "help" });
    expect(readArguments(["--list"])).toEqual({ verb: "list" });
  });

  test.each([
    [["smoke", "other"], "Expected one suite, received smoke other."],
    [["--persona", "a.json"], "Expected one suite, received none."],
    [["smoke", "--speed", "2"], "Unknown option '--speed'"],
    [["smoke", "--repeats", "0"], "Expected a whole number from 1 to 100 for --repeats, received 0."],
    [["smoke", "--calls", "many"], "for --calls, received many."],
    [["smoke", "--codec", "mp3"], "Expected opus or pcm16 for --codec, received mp3."],
    [["smoke", "--engine", "localhost:4100"], "Expected an address as http://host:4100 for --engine"],
    [["smoke", "--engine", "http://a", "--model", "m"], "received both"],
    [["smoke", "--offer", "small"], "Expected --engine with --offer"],
  ])("%j is refused", (words, message) => {
    expect(() => readArguments(words)).toThrow(message);
    expect(() => readArguments(words)).toThrow("--help");
  });
});

describe("a suite", () => {
  it("is found by its name or its path", () => {
    expect(listSuites().map(({ name }) => name)).toContain("smoke");
    expect(findSuite("smoke")).toMatch(/smoke\.suite\.json$/);
    expect(findSuite("evaluation/suites/smoke.suite.json")).toBe("evaluation/suites/smoke.suite.json");
    expect(() => findSuite("smok")).toThrow(/Expected a bundled suite \(.*smoke.*\) or the path/);
  });

  it("may be played in part, and is another one then", () => {
    const part = chooseScenarios(loadedOf(), "pau");
    expect(part.suite.scenarios.map(({ id }) => id)).toEqual(["two"]);
    expect(part.sha256).not.toBe("s");
    expect(chooseScenarios(loadedOf(), null).sha256).toBe("s");
    const thresholds = [
      "scenarios.passRate",
      "call.strict.responseMsMedian",
      "smoothTurn.strict.successRate",
      "pause.strict.takeOverRate",
    ].map((figure) => ({ figure, min: 0 }));
    const bound = { ...loadedOf(), suite: { ...suiteOf(), thresholds } };
    expect(chooseScenarios(bound, "one").suite.thresholds.map(({ figure }) => figure)).toEqual([
      "scenarios.passRate",
      "call.strict.responseMsMedian",
      "smoothTurn.strict.successRate",
    ]);
    expect(() => chooseScenarios(loadedOf(), "three")).toThrow("(smoothTurn, pause), received none");
  });
});

describe("what is measured", () => {
  it("goes by the names of its files", async () => {
    expect((await loadVersions(loadedOf(), [TEACHER])).map(({ name }) => name)).toEqual(["wise-teacher"]);
    await expect(loadVersions(loadedOf(), [TEACHER, TEACHER])).rejects.toThrow("received wise-teacher twice");
    await expect(loadVersions(loadedOf(), [])).rejects.toThrow("Expected --persona FILE, received none.");
  });

  it("is the suite's own where every scenario brings one", async () => {
    expect((await loadVersions(loadedOf({ persona: "own" }), [])).map(({ name }) => name)).toEqual(["mine"]);
    await expect(loadVersions(loadedOf({ persona: "own" }), [TEACHER])).rejects.toThrow("Expected no --persona");
  });
});

test("a judge is one only where the environment names it whole", () => {
  expect(readJudge({})).toBeUndefined();
  expect(readJudge({ EVAL_JUDGE_URL: "http://localhost:1/v1", EVAL_JUDGE_MODEL: "m" })).toBeTypeOf("function");
  expect(() => readJudge({ EVAL_JUDGE_URL: "localhost", EVAL_JUDGE_MODEL: "m" })).toThrow("in EVAL_JUDGE_URL");
  expect(() => readJudge({ EVAL_JUDGE_URL: "http://localhost:1/v1" })).toThrow("in EVAL_JUDGE_MODEL");
});

describe("progress", () => {
  const play = (isTerminal: boolean) => {
    const written: string[] = [];
    let nowMs = 0;
    const show = showProgress({ isTerminal, write: (text) => void written.push(text), nowMs: () => nowMs });
    show({ done: 10, total: 40, running: 2, failed: 0 });
    nowMs = 20_000;
    show({ done: 20, total: 40, running: 2, failed: 1 });
    show({ done: 21, total: 40, running: 2, failed: 1 });
    show({ done: 40, total: 40, running: 0, failed: 1 });
    return written;
  };

  it("is a line at every tenth where nobody watches, with the time that is left", () => {
    expect(play(false)).toEqual([
      "10 of 40 calls · 2 running\n",
      "20 of 40 calls · 2 running · 1 failed · 40 s left\n",
      "40 of 40 calls · 1 failed\n",
    ]);
  });

  it("is a bar that is drawn anew on a terminal", () => {
    const written = play(true);
    expect(written[1]).toContain(`${"█".repeat(12)}${"░".repeat(12)} 20 of 40 calls`);
    expect(written.every((text) => text.startsWith("\r"))).toBe(true);
    expect(written.at(-1)?.endsWith("\n")).toBe(true);
  });
});

test("two personas are compared by what these scenarios could show", () => {
  const steps = [stepOf("s1", [1_000, 2_000])];
  const play = (persona: string, startMs: number) =>
    ["one", "two"].map((scenario) => resultOf({ steps, agent: [[startMs, startMs + 500]] }, { persona, scenario }));
  const personas = ["fast", "slow"].map((name) => ({ name, sha256: name }));
  const build = { engine: "0.1.0", runner: "0.1.0 abc" };
  const textOf = (slowMs: number) =>
    describeReport(
      buildSuiteReport({
        suite: suiteOf(),
        suiteSha256: "s",
        personas,
        results: [...play("fast", 2_500), ...play("slow", slowMs)],
        build,
        repeats: 1,
      }),
    );
  expect(textOf(3_500)).toContain("slow against fast, scenario by scenario:");
  expect(textOf(3_500)).toContain("  smoothTurn.strict.latencyMsMedian  +1000 ms [1000, 1000] (2)");
  // the two are alike in this
  expect(textOf(3_500)).not.toContain("successRate  +");
  expect(textOf(2_500)).toContain("slow against fast: no difference that these scenarios could show");
});

test("a report is described by its figures, what failed, and its thresholds", () => {
  const steps = [stepOf("s1", [1_000, 2_000])];
  const results = [resultOf({ steps, agent: [[2_500, 4_000]] }, { scenario: "one" }), failureOf({ scenario: "two" })];
  const report = buildSuiteReport({
    suite: suiteOf(),
    suiteSha256: "0123456789abcdef",
    personas: [{ name: "mine", sha256: "p" }],
    results,
    build: { engine: "0.1.0", runner: "0.1.0 abc" },
    repeats: 1,
  });
  const text = describeReport(report);
  expect(text).toContain("Mine (mine, 0123456789ab), engine 0.1.0, played by 0.1.0 abc");
  expect(text).toContain("answered by: Rehearsal · flite rms · abc");
  expect(text).toMatch(/scenarios passed +0\.5 \[0, 1\] \(2\)/);
  expect(text).toMatch(/smoothTurn\.strict\.latencyMsMedian +500 ms \(1\)/);
  expect(text).toContain("mine: 1 of the calls did not come about");
  expect(text).toContain("mine · two · call 1: engine_overloaded: All taken.");
  expect(text).toContain("MISSED mine: scenarios.passRate at least 1, is 0.5");
  expect(text.endsWith("Failed.")).toBe(true);
});
