import { db, type Prisma } from "@duologue/db";
import { type CallResult, callResult, type ResultsStore } from "@duologue/evaluation";

/** What a run has played, in its table: it goes on from there, whoever goes on with it. */
export function databaseResults(runId: string): ResultsStore {
  return {
    async read() {
      const rows = await db.suiteRunResult.findMany({ where: { runId }, select: { result: true } });
      return rows.flatMap(({ result }) => {
        const parsed = callResult.safeParse(result);
        return parsed.success ? [parsed.data] : [];
      });
    },
    async add(result: CallResult) {
      const { persona, scenario, repeat, outcome } = result;
      const data = {
        outcome,
        callId: outcome === "played" ? (result.callId ?? null) : null,
        result: result as unknown as Prisma.InputJsonObject,
      };
      await db.suiteRunResult.upsert({
        where: { runId_persona_scenario_repeat: { runId, persona, scenario, repeat } },
        create: { runId, persona, scenario, repeat, ...data },
        update: data,
      });
    },
  };
}
