import Link from "next/link";
import { Card, CardContent } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { formatCount } from "@/lib/shared/format";
import type { SuiteRunDetail } from "@/lib/shared/suite-runs";

const MOST_CALLS = 6;

/** How far a run is, and the calls that it has played last. */
export function RunProgress({ run }: { run: SuiteRunDetail }) {
  const played = run.calls.slice(0, MOST_CALLS);
  const words = [
    `${run.done} of ${formatCount(run.planned, "call")} played`,
    run.runningCalls > 0 ? `${run.runningCalls} under way or waiting for a slot` : "",
    run.failed > 0 ? `${run.failed} did not come about` : "",
  ];
  return (
    <Card>
      <CardContent className="flex flex-col gap-4">
        <p role="status" className="text-sm tabular-nums">
          {run.state === "waiting"
            ? "Waits for its turn: runs are played one after the other."
            : words.filter((part) => part !== "").join(" · ")}
        </p>
        <Progress value={run.state === "waiting" ? null : (run.done / run.planned) * 100} label="Calls played" />
        {played.length > 0 ? (
          <ul className="flex flex-col gap-1 text-sm">
            {played.map(({ persona, scenario, repeat, callId, outcome }) => (
              <li key={`${persona}/${scenario}/${repeat}`} className="flex flex-wrap gap-x-2">
                {callId ? (
                  <Link href={`/calls/${callId}`} className="underline decoration-line-strong underline-offset-4">
                    {scenario}
                  </Link>
                ) : (
                  <span>{scenario}</span>
                )}
                <span className="text-muted">
                  {persona}
                  {run.repeats > 1 ? `, ${repeat}` : ""}
                  {outcome === "failed" ? ", did not come about" : ""}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </CardContent>
    </Card>
  );
}
