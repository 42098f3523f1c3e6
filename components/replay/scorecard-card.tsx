"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import type { CallDetail } from "@/lib/shared/calls";
import { type CallScorecard, FAILURE_WORDS } from "@/lib/shared/scorecards";
import { roleAllows } from "@/lib/shared/team";
import { ScorecardFigures } from "./scorecard-figures";

export interface ScorecardCardProps {
  callId: string;
  scorecard: CallScorecard;
  role: CallDetail["role"];
  /** the card as it stands after asking for another measurement */
  onRequested: (scorecard: CallScorecard | null) => void;
}

/** How the two sides took turns, measured from the recording: the figures, or why there are none (yet). */
export function ScorecardCard({ callId, scorecard, role, onRequested }: ScorecardCardProps) {
  const [asking, setAsking] = useState(false);
  const { state, failure, result, speaker } = scorecard;
  const isUnderWay = state === "waiting" || state === "measuring";

  async function measureAgain() {
    setAsking(true);
    try {
      onRequested(await api.post<CallScorecard | null>(`/api/calls/${callId}/scorecard`));
    } catch (error) {
      toast.error("The call is not measured again", { description: wordsOf(error) });
    }
    setAsking(false);
  }

  return (
    <Card>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle id="scorecard">Scorecard</CardTitle>
          <CardDescription>
            {result ? "Measured from the recording." : "How the two sides took turns, measured from the recording."}
            {result && speaker ? ` Answered by ${speaker.title}` : null}
            {result && speaker?.weightsSha256 ? (
              <>
                {speaker.kind === "native" ? ", checkpoint " : ", voice "}
                <span className="font-mono text-xs">{speaker.weightsSha256.slice(0, 12)}</span>
              </>
            ) : null}
            {result && speaker ? "." : null}
          </CardDescription>
        </div>
        {roleAllows(role, "editor") && !isUnderWay ? (
          <Button size="sm" pending={asking} onClick={() => void measureAgain()}>
            <RotateCcw aria-hidden />
            Measure again
          </Button>
        ) : null}
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <div role="status" className="empty:hidden">
          {isUnderWay ? (
            <p className="flex items-center gap-2 text-muted text-sm">
              <Spinner />
              {state === "waiting" ? "Waits to be measured" : "Is being measured"}
              {result ? "; below stands what was found before." : "."}
            </p>
          ) : null}
          {state === "failed" ? (
            <p className="rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm">
              <span className="font-medium">This call could not be measured.</span> {FAILURE_WORDS[failure ?? "broke_off"]}
            </p>
          ) : null}
        </div>
        {result ? <ScorecardFigures result={result} /> : null}
        <p className="text-muted text-xs">
          <Link href="/calls/how-measured" className="underline underline-offset-4">
            How calls are measured
          </Link>
          {result ? <span> · metrics {result.metricsBuild}</span> : null}
        </p>
      </CardContent>
    </Card>
  );
}
