import { Badge } from "@/components/ui/badge";
import { formatCount } from "@/lib/shared/format";
import type { SuiteRunSummary } from "@/lib/shared/suite-runs";

/** How far a run is, or how it ended. */
export function RunStateBadge({ run }: { run: Pick<SuiteRunSummary, "state" | "passed" | "failed"> }) {
  if (run.state === "waiting") return <Badge>Waits</Badge>;
  if (run.state === "running")
    return (
      <Badge tone="accent" dot="pulse">
        Running
      </Badge>
    );
  if (run.state === "cancelled") return <Badge>Cancelled</Badge>;
  if (run.state === "failed") return <Badge tone="danger">Broke off</Badge>;
  if (run.failed > 0)
    return (
      <Badge tone="warning" title={`${formatCount(run.failed, "call")} did not come about`}>
        Incomplete
      </Badge>
    );
  return run.passed ? <Badge tone="success">Passed</Badge> : <Badge tone="danger">Thresholds missed</Badge>;
}
