"use client";

import type { SpeakerInfo } from "@duologue/protocol";
import { useEffect, useState } from "react";
import { api } from "@/lib/client/api";
import type { EngineStatus, HealthReply } from "@/lib/shared/health";

const HEALTH_LIMIT_MS = 3_000;
const ASK_AGAIN_MS = 15_000;

export type WhoAnswers =
  | { status: "asking" }
  | { status: "ready"; speaker: SpeakerInfo; freeSlots: number; queued: number }
  | { status: "draining" }
  | { status: "none" }
  | { status: "unreachable" };

/** The engine that would take the next call: alive, not restarting, the one with most free slots. */
export function whoAnswers(engines: readonly EngineStatus[]): WhoAnswers {
  const alive = engines.filter((engine) => engine.alive);
  const taking = alive.filter((engine) => !engine.draining);
  const best = [...taking].sort((a, b) => b.capacity - b.liveCalls - (a.capacity - a.liveCalls))[0];
  if (!best) return { status: alive.length > 0 ? "draining" : "none" };
  return { status: "ready", speaker: best.speaker, freeSlots: Math.max(0, best.capacity - best.liveCalls), queued: best.queuedCalls };
}

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
