import type { HealthReply } from "@/lib/shared/health";
import { type NextAnswer, whoAnswers } from "@/lib/shared/who-answers";
import { useResource } from "./use-resource";

/** What the studio's engines would do with the next call; null: not known yet. */
export function useNextAnswer(): NextAnswer | null {
  const { data: health } = useResource<HealthReply>("/api/health");
  return health ? whoAnswers(health.engines ?? []) : null;
}
