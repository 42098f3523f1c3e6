import type { SuiteReport } from "@duologue/evaluation/suites";
import type { RunCall } from "@/lib/shared/suite-runs";

export interface ScenarioCall {
  repeat: number;
  verdict: "passed" | "failed" | "unjudged";
  /** what failed, each in a line */
  faults: string[];
  lostFrames: number;
  callId: string | null;
  /** what a judge was asked and answered, whole */
  judgements: SuiteReport["personas"][number]["scenarios"][number]["calls"][number]["judgements"];
}
export interface ScenarioRow {
  id: string;
  title: string;
  category: string;
  /** by persona */
  calls: Map<string, ScenarioCall[]>;
  /** of all calls that could be judged */
  failedShare: number;
  /** one persona passed it and another did not */
  differs: boolean;
}

/** Every scenario that was played, in the suite's order. */
export function scenarioRows(report: Pick<SuiteReport, "personas">, calls: readonly RunCall[]): ScenarioRow[] {
  const ids = new Map(calls.map(({ persona, scenario, repeat, callId }) => [`${persona}/${scenario}/${repeat}`, callId]));
  const rows = new Map<string, ScenarioRow>();
  for (const persona of report.personas) {
    for (const scenario of persona.scenarios) {
      const { id, title, category } = scenario;
      const row = rows.get(id) ?? { id, title, category, calls: new Map(), failedShare: 0, differs: false };
      rows.set(id, row);
      row.calls.set(
        persona.name,
        scenario.calls.map(({ repeat, passed, checks, ended, lostFrames, figures, judgements }) => ({
          repeat,
          verdict: passed === null ? "unjudged" : passed ? "passed" : "failed",
          faults:
            figures === null
              ? [`did not come about: ${ended}`]
              : checks.filter(({ status }) => status === "failed").map(({ name, detail }) => `${name}: ${detail}`),
          lostFrames,
          judgements,
          callId: ids.get(`${persona.name}/${id}/${repeat}`) ?? null,
        })),
      );
    }
  }
  for (const row of rows.values()) {
    const judged = [...row.calls.values()].flat().filter(({ verdict }) => verdict !== "unjudged");
    row.failedShare = judged.length === 0 ? 0 : judged.filter(({ verdict }) => verdict === "failed").length / judged.length;
    const shares = [...row.calls.values()].map((own) => own.filter(({ verdict }) => verdict === "passed").length / Math.max(1, own.length));
    row.differs = new Set(shares).size > 1;
  }
  return [...rows.values()];
}
