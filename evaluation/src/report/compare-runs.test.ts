import { describe, expect, it } from "vitest";
import { resultOf, stepOf } from "../../test/build-result";
import type { CallResult } from "../call/call-result";
import { parseSuite } from "../suite/parse-suite";
import { compareRuns } from "./compare-runs";

const line = (say: string) => [{ id: "s1", when: { event: "callLive" }, say }];
const suiteOf = (lines: Record<string, string>, change: object = {}) =>
  parseSuite({
    spec: "duologue_suite",
    specVersion: "1.0",
    meta: { name: "mine", title: "Mine" },
    thresholds: [{ figure: "scenarios.passRate", min: 1 }],
    scenarios: Object.entries(lines).map(([id, say]) => ({ id, title: id, category: "smoothTurn", script: line(say) })),
    ...change,
  });
const answer = (scenario: string, startMs: number): CallResult =>
  resultOf({ steps: [stepOf("s1", [1_000, 2_000])], agent: [[startMs, startMs + 1_500]], words: [["Yes.", startMs]] }, { scenario });
const runOf = (label: string, lines: Record<string, string>, startMs: number) => {
  const suite = suiteOf(lines);
  const results = Object.keys(lines).map((id, k) => answer(id, startMs + 10 * k));
  return { label, suite, contents: new Map(Object.entries(lines)), personas: [{ name: "mine", sha256: "p" }], results };
};

describe("runs side by side", () => {
  const lines = { a: "Hello?", b: "Are you open?", c: "And now?", d: "Thanks." };

  it("are compared in pairs of scenarios, every persona under the label of its run", () => {
    const { shared, personas, comparisons } = compareRuns([runOf("A", lines, 2_300), runOf("B", lines, 2_800)]);
    expect(shared).toEqual(["a", "b", "c", "d"]);
    expect(personas.map(({ name, thresholds }) => [name, thresholds])).toEqual([
      ["A · mine", []],
      ["B · mine", []],
    ]);
    expect(comparisons).toHaveLength(1);
    const latency = comparisons[0]?.differences.find(({ figure }) => figure === "smoothTurn.strict.latencyMsMedian");
    expect(latency).toMatchObject({ value: 500, n: 4 });
    expect(latency?.low).toBeGreaterThan(400);
  });

  it("count only the scenarios that play the same in all of them", () => {
    const { shared, personas } = compareRuns([
      runOf("A", lines, 2_300),
      runOf("B", { ...lines, b: "Are you closed?" }, 2_300),
      runOf("C", { c: "And now?", a: "Hello?", b: "Are you open?" }, 2_300),
    ]);
    expect(shared).toEqual(["a", "c"]);
    expect(personas.map(({ calls }) => calls)).toEqual([2, 2, 2]);
    expect(compareRuns([runOf("A", { a: "Hello?" }, 2_300), runOf("B", { a: "Goodbye." }, 2_300)])).toMatchObject({ shared: [] });
  });
});
