import { describe, expect, it, test } from "vitest";
import { failureOf, resultOf, stepOf } from "../../test/build-result";
import type { CallResult } from "../call/call-result";
import { parseSuite } from "../suite/parse-suite";
import { buildSuiteReport, type ReportInput, writeSuiteReport } from "./build-suite-report";
import { writeJunit } from "./write-junit";

const script = [{ id: "s1", when: { event: "callLive" }, say: "Hello?" }];
const suite = parseSuite({
  spec: "duologue_suite",
  specVersion: "1.0",
  meta: { name: "mine", title: "Mine" },
  thresholds: [
    { figure: "scenarios.passRate", min: 0.5 },
    { figure: "smoothTurn.strict.latencyMsMedian", max: 400 },
    { figure: "pause.strict.takeOverRate", max: 0.1 },
  ],
  scenarios: [
    { id: "one", title: "One", category: "smoothTurn", script },
    { id: "two", title: "Two <&>", category: "other", script },
  ],
});
const steps = [stepOf("s1", [1_000, 2_000])];
const answered = (change: object) => resultOf({ steps, agent: [[2_500, 4_000]], words: [["Yes.", 2_500]] }, change);
const silent = (change: object) => resultOf({ steps, agent: [] }, change);
const results: CallResult[] = [
  answered({ scenario: "one", repeat: 1 }),
  answered({ scenario: "one", repeat: 2, lostFrames: 3 }),
  silent({ scenario: "two", repeat: 1 }),
  failureOf({ scenario: "two", repeat: 2 }),
];
const input: ReportInput = {
  suite,
  suiteSha256: "hash",
  personas: [{ name: "mine", sha256: "p" }],
  results,
  build: { engine: "0.1.0", runner: "0.1.0 abc" },
  repeats: 2,
};

describe("a report", () => {
  const report = buildSuiteReport(input);
  const [persona] = report.personas;

  it("says what was measured, who answered, and by which build", () => {
    expect(report).toMatchObject({
      suite: { name: "mine", sha256: "hash" },
      build: { engine: "0.1.0", runner: "0.1.0 abc" },
      seed: 1,
      repeats: 2,
    });
    expect(report.speakers).toEqual([{ kind: "rehearsal", title: "Rehearsal", model: "flite rms", weightsSha256: "abc" }]);
    expect(JSON.stringify(report)).not.toContain('"device"');
  });

  it("counts calls that did not come about as not passed, and those that were disturbed apart", () => {
    expect(persona).toMatchObject({ calls: 4, failedCalls: 1, disturbedCalls: 1 });
    expect(persona?.passRate.scenarios).toMatchObject({ value: 0.5, n: 4 });
    expect(persona?.passRate.checks).toMatchObject({ value: 2 / 3, n: 3 });
    expect(persona?.categories.map(({ category, scenarios }) => [category, scenarios.value])).toEqual([
      ["smoothTurn", 1],
      ["other", 0],
    ]);
    expect(persona?.scenarios[1]?.calls[1]).toMatchObject({ passed: false, ended: "engine_overloaded: All taken.", figures: null });
  });

  it("is no surer of all or none than its calls make it, however many checks they have", () => {
    const calls = ["one", "two"].flatMap((scenario) => [1, 2, 3].map((repeat) => silent({ scenario, repeat })));
    const passRate = buildSuiteReport({ ...input, results: calls }).personas[0]?.passRate;
    // 1 - 0.025^(1/6)
    expect(passRate?.scenarios).toMatchObject({ value: 0, low: 0, high: expect.closeTo(0.4592581, 7), n: 6 });
    expect(passRate?.checks).toMatchObject({ value: 0, low: 0 });
    expect(passRate?.checks.high).toBe(passRate?.scenarios.high);
    // one scenario says nothing of others
    const [one] = buildSuiteReport({ ...input, results: calls.slice(0, 3) }).personas;
    expect(one?.passRate.scenarios).toMatchObject({ value: 0, low: null, high: null, n: 3 });
  });

  it("counts a call in which nothing could be judged neither way, and a run of such calls misses its threshold", () => {
    const cut = resultOf({ steps, agent: [], durationMs: 3_000 }, { scenario: "one", repeat: 1 });
    const { personas, passed } = buildSuiteReport({ ...input, results: [cut] });
    expect(personas[0]).toMatchObject({ calls: 1, unjudgedCalls: 1, passRate: { scenarios: { value: null, n: 0 } } });
    expect(personas[0]?.scenarios[0]).toMatchObject({ passed: null, calls: [{ passed: null }] });
    expect(passed).toBe(false);
    expect(writeJunit({ ...buildSuiteReport({ ...input, results: [cut] }) })).toContain("<skipped ");
  });

  it("keeps the thresholds in their order; what was not measured misses its own", () => {
    expect(persona?.thresholds).toEqual([
      { figure: "scenarios.passRate", min: 0.5, max: null, value: 0.5, passed: true },
      { figure: "smoothTurn.strict.latencyMsMedian", min: null, max: 400, value: 500, passed: false },
      { figure: "pause.strict.takeOverRate", min: null, max: 0.1, value: null, passed: false },
    ]);
    expect(report.passed).toBe(false);
  });

  it("is the same to the byte in whatever order the calls came", () => {
    const bytes = writeSuiteReport(report);
    expect(writeSuiteReport(buildSuiteReport({ ...input, results: [...results].reverse() }))).toBe(bytes);
    expect(writeSuiteReport(buildSuiteReport({ ...input, results: JSON.parse(JSON.stringify(results)) }))).toBe(bytes);
  });

  it("is the same whichever machine it was played on", () => {
    const moved = results.map((result) =>
      result.outcome === "played" ? { ...result, speaker: { ...result.speaker, device: "cuda:0" } } : result,
    );
    expect(writeSuiteReport(buildSuiteReport({ ...input, results: moved }))).toBe(writeSuiteReport(report));
  });

  it("leaves out what belongs to other personas and scenarios", () => {
    const other = [...results, answered({ persona: "other" }), answered({ scenario: "gone" })];
    expect(buildSuiteReport({ ...input, results: other }).personas[0]).toEqual(persona);
  });
});

describe("two personas", () => {
  const late = (change: object) => resultOf({ steps, agent: [[3_500, 4_000]] }, { persona: "slow", ...change });
  const both = [
    answered({ scenario: "one", repeat: 1 }),
    answered({ scenario: "two", repeat: 1 }),
    late({ scenario: "one", repeat: 1 }),
    late({ scenario: "two", repeat: 1 }),
    silent({ persona: "slow", scenario: "two", repeat: 2 }),
  ];
  const personas = [
    { name: "mine", sha256: "p" },
    { name: "slow", sha256: "q" },
  ];
  const { comparisons } = buildSuiteReport({ ...input, personas, results: both });
  const difference = (figure: string) => comparisons[0]?.differences.find((candidate) => candidate.figure === figure);

  it("are compared scenario by scenario, the second less the first", () => {
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({ base: "mine", other: "slow" });
    expect(difference("smoothTurn.strict.latencyMsMedian")).toMatchObject({ value: 1_000, low: 1_000, high: 1_000, n: 2, unit: "ms" });
    expect(difference("scenarios.passRate")?.value).toBeCloseTo(-1 / 3, 10);
    expect(difference("scenarios.passRate")?.low).toBe(-0.5);
    expect(difference("scenarios.passRate")?.high).toBe(0);
    // what occurs on neither side is not compared
    expect(difference("pause.strict.takeOverRate")).toBeUndefined();
  });

  it("have only what both played to be compared by", () => {
    const apart = buildSuiteReport({ ...input, personas, results: [answered({ scenario: "one" }), late({ scenario: "two" })] });
    expect(apart.comparisons[0]?.differences.every(({ value }) => value === null)).toBe(true);
  });

  it("are not compared where there is only one", () => {
    expect(buildSuiteReport(input).comparisons).toEqual([]);
  });
});

describe("JUnit", () => {
  const xml = writeJunit(buildSuiteReport(input));

  it("has a case for each scenario and each threshold, and says why they failed", () => {
    expect(xml).toContain('<testsuites name="mine" tests="5" failures="3">');
    expect(xml).toContain('<testcase classname="mine.mine.smoothTurn" name="one"/>');
    expect(xml).toContain("call 1: s1: answers: expected an answer");
    expect(xml).toContain("call 2: engine_overloaded: All taken.");
    expect(xml).toContain('name="smoothTurn.strict.latencyMsMedian">');
    expect(xml).toContain("expected at most 400, received 500");
  });

  test.each([
    ["&", "&amp;"],
    ["<", "&lt;"],
    ['"', "&quot;"],
    ["\u0001", ""],
  ])("writes %j so that XML can be read", (character, written) => {
    const failing = failureOf({ scenario: "one", message: `a${character}b` });
    expect(writeJunit(buildSuiteReport({ ...input, results: [failing] }))).toContain(`a${written}b`);
  });
});
