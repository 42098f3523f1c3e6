"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/client/api";
import { tellEngineHealth, useKnownEngineHealth } from "@/lib/client/use-engine-health";
import type { HealthReply } from "@/lib/shared/health";
import { type NextAnswer, whoAnswers } from "@/lib/shared/who-answers";

const HEALTH_LIMIT_MS = 3_000;
const ASK_AGAIN_MS = 15_000;

export type WhoAnswers = { status: "asking" } | NextAnswer | { status: "unreachable" };

/** Asks the studio while `active`, with a limit of three seconds, and again from time to time; shows what is known until it has answered. */
export function useWhoAnswers(active: boolean): WhoAnswers {
  const known = useKnownEngineHealth();
  const [isReachable, setReachable] = useState(true);

  useEffect(() => {
    if (!active) return;
    let gone = false;
    const ask = () =>
      api.get<HealthReply>("/api/health", AbortSignal.timeout(HEALTH_LIMIT_MS)).then(
        (health) => {
          tellEngineHealth(health);
          if (!gone) setReachable(true);
        },
        () => gone || setReachable(false),
      );
    void ask();
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [active]);

  if (!isReachable) return { status: "unreachable" };
  return known ? whoAnswers(known.engines ?? []) : { status: "asking" };
}
