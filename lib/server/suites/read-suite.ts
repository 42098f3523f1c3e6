import type { SuiteDetail } from "@/lib/shared/suites";
import type { Viewer } from "../auth/session";
import { env } from "../env";
import { listRuns } from "../suite-runs/list-runs";
import { describeScenario } from "./describe-scenario";
import { openSuite } from "./open-suite";
import { summariseSuite } from "./summarise-suite";

/** One suite with everything that it will play and expects. */
export async function readSuite(viewer: Viewer, id: string): Promise<SuiteDetail> {
  const { loaded, isBundled, sounds, updatedAt } = await openSuite(viewer.teamId, id);
  const { suite, sha256 } = loaded;
  const lengthsMs = new Map(sounds.flatMap((sound) => (sound.lengthMs === undefined ? [] : [[sound.path, sound.lengthMs] as const])));
  return {
    ...summariseSuite(suite, { id, isBundled, sha256, updatedAt: updatedAt?.toISOString() ?? null }),
    scenarios: suite.scenarios.map((scenario) => describeScenario(suite, scenario, lengthsMs)),
    needsPersona: suite.scenarios.some(({ persona }) => persona === undefined),
    repeats: suite.repeats,
    thresholds: suite.thresholds.map(({ figure, min = null, max = null }) => ({ figure, min, max })),
    judgeChecks: suite.scenarios.flatMap(({ checks }) => checks).filter(({ type }) => type === "judge").length,
    judgeModel: env().EVAL_JUDGE_URL ? (env().EVAL_JUDGE_MODEL ?? null) : null,
    soundBytes: sounds.reduce((sum, { bytes }) => sum + bytes, 0),
    runs: (await listRuns(viewer, { suiteId: id })).slice(0, 10),
    role: viewer.role,
  };
}
