import type { Suite } from "@duologue/evaluation/suites";
import type { SuiteSummary } from "@/lib/shared/suites";

type Known = Pick<SuiteSummary, "id" | "isBundled" | "sha256" | "updatedAt">;

export function summariseSuite({ meta, scenarios }: Suite, known: Known): SuiteSummary {
  const counts = new Map<string, number>();
  for (const { category } of scenarios) counts.set(category, (counts.get(category) ?? 0) + 1);
  return {
    ...known,
    name: meta.name,
    title: meta.title,
    description: meta.description,
    scenarioCount: scenarios.length,
    categories: [...counts].map(([category, count]) => ({ category, count })),
  };
}
