"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { Spinner } from "@/components/ui/spinner";
import { useResource } from "@/lib/client/use-resource";
import { formatCount } from "@/lib/shared/format";
import { isOver, MOST_COMPARED, type SuiteRunSummary } from "@/lib/shared/suite-runs";
import { comparePath } from "./compare-path";
import { RunStateBadge } from "./run-state-badge";
import { speakerWords } from "./speaker-words";

export interface CompareDialogProps {
  /** null: deleted since; its runs are found by what they played */
  suiteId: string | null;
  suiteTitle: string;
  suiteSha256: string;
  /** is compared with; ticked at first */
  runId?: string | undefined;
  onClose: () => void;
}

/** Runs of a suite that are over, to be ticked; each says who answered it and whether it played the same suite. */
export function CompareDialog({ suiteId, suiteTitle, suiteSha256, runId, onClose }: CompareDialogProps) {
  const router = useRouter();
  const path = suiteId === null ? "/api/suite-runs" : `/api/suite-runs?suiteId=${encodeURIComponent(suiteId)}`;
  const { data, error, reload } = useResource<SuiteRunSummary[]>(path);
  const [chosen, setChosen] = useState<string[]>(runId ? [runId] : []);
  const runs = data?.filter((run) => isOver(run.state) && run.done > 0 && (suiteId !== null || run.suiteSha256 === suiteSha256));
  const base = runs?.find(({ id }) => id === chosen[0])?.suiteSha256 ?? suiteSha256;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Compare runs of ${suiteTitle}`}
      description="The first that is ticked is what the others are compared with, scenario by scenario."
      footer={
        <>
          <p className="mr-auto self-center text-muted text-sm tabular-nums" role="status">
            {formatCount(chosen.length, "run")}
            {chosen.length < 2 && runs && runs.length > 1 ? ", tick at least two" : null}
          </p>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" disabled={chosen.length < 2} onClick={() => router.push(comparePath(chosen))}>
            Compare
          </Button>
        </>
      }
    >
      {error && !runs ? (
        <ErrorState message={error.message} retry={() => void reload()} className="py-6" />
      ) : !runs ? (
        <Spinner label="Loading runs" />
      ) : runs.length < 2 ? (
        <p className="text-muted text-sm">
          There is no other run of this suite that is over. Run it again, with another persona or engine.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {runs.map((run) => (
            <li key={run.id} className="px-4 py-3">
              <Checkbox
                checked={chosen.includes(run.id)}
                disabled={!chosen.includes(run.id) && chosen.length >= MOST_COMPARED}
                onCheckedChange={(checked) => setChosen(checked ? [...chosen, run.id] : chosen.filter((id) => id !== run.id))}
                label={<RunLabel run={run} isOther={run.suiteSha256 !== base} />}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function RunLabel({ run, isOther }: { run: SuiteRunSummary; isOther: boolean }) {
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Moment iso={run.createdAt} as="full" />
        <RunStateBadge run={run} />
      </span>
      <span className="break-words">{run.personas.map(({ name }) => name).join(", ")}</span>
      <span className="break-words text-muted text-xs">
        {run.speakers.length > 0 ? run.speakers.map(speakerWords).join("; ") : "nobody answered"}
        {` · ${run.done} of ${formatCount(run.planned, "call")}`}
      </span>
      {isOther ? (
        <span className="text-warning text-xs">
          Another suite hash, {run.suiteSha256.slice(0, 12)}: only scenarios that are the same are compared.
        </span>
      ) : null}
    </span>
  );
}
