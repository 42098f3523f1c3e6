"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/client/api";
import type { HealthReply } from "@/lib/shared/health";
import { type NextAnswer, whoAnswers } from "@/lib/shared/who-answers";

const HEALTH_LIMIT_MS = 3_000;
const ASK_AGAIN_MS = 15_000;

export type WhoAnswers = { status: "asking" } | NextAnswer | { status: "unreachable" };

/** Asks the studio while `active`, with a limit of three seconds, and again from time to time. */
export function useWhoAnswers(active: boolean): WhoAnswers {
  const [answer, setAnswer] = useState<WhoAnswers>({ status: "asking" });

  useEffect(() => {
    if (!active) return;
    let gone = false;
    const ask = () =>
      api.get<HealthReply>("/api/health", AbortSignal.timeout(HEALTH_LIMIT_MS)).then(
        (health) => gone || setAnswer(whoAnswers(health.engines ?? [])),
        () => gone || setAnswer({ status: "unreachable" }),
      );
    void ask();
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [active]);

  return answer;
}
