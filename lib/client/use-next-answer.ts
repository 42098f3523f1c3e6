import { type NextAnswer, whoAnswers } from "@/lib/shared/who-answers";
import { useEngineHealth } from "./use-engine-health";

/** What the studio's engines would do with the next call; null: not known yet. */
export function useNextAnswer(): NextAnswer | null {
  const { data: health } = useEngineHealth();
  return health ? whoAnswers(health.engines ?? []) : null;
}
