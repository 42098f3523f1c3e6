"use client";

import { CircleStop, Download, Play, Scale, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { useResource } from "@/lib/client/use-resource";
import { isOver, type SuiteRunDetail } from "@/lib/shared/suite-runs";
import { roleAllows } from "@/lib/shared/team";
import { CompareDialog } from "./compare-dialog";
import { RunFacts } from "./run-facts";
import { RunProgress } from "./run-progress";
import { RunReport } from "./run-report";
import { RunStateBadge } from "./run-state-badge";

const REFRESH_EVERY_MS = 1_500;

/** One run: how far it is, then its versions side by side. */
export function RunView({ initial }: { initial: SuiteRunDetail }) {
  const [isMoving, setMoving] = useState(!isOver(initial.state));
  const { data: run = initial, reload } = useResource<SuiteRunDetail>(`/api/suite-runs/${initial.id}`, {
    initial,
    refreshEveryMs: isMoving ? REFRESH_EVERY_MS : 0,
  });
  // what was stopped may still be reported on
  const wanted = !isOver(run.state) || (run.state === "cancelled" && run.report === null && run.done > 0);
  if (wanted !== isMoving) setMoving(wanted);

  return (
    <>
      <PageHeader
        back={run.suiteId ? { href: `/suites/${run.suiteId}`, label: run.suiteTitle } : { href: "/suites/runs", label: "Runs" }}
        title={`Run of ${run.suiteTitle}`}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <RunStateBadge run={run} />
            <Moment iso={run.createdAt} as="full" />
            {run.startedByName ? <span>by {run.startedByName}</span> : null}
          </span>
        }
        actions={<RunActions run={run} onChanged={() => void reload()} />}
      />
      <div className="flex flex-col gap-8">
        {run.state === "failed" ? (
          <ErrorState
            title="The run broke off"
            message={`${run.failure ?? ""} What it has played is kept; continue it to play the rest.`}
            className="py-8"
          />
        ) : null}
        {isOver(run.state) ? null : <RunProgress run={run} />}
        <RunFacts run={run} />
        {run.report ? <RunReport run={run} report={run.report} /> : null}
        {run.state === "cancelled" && run.done === 0 ? (
          <p className="text-muted text-sm">It was cancelled before a call was played.</p>
        ) : null}
      </div>
    </>
  );
}

function RunActions({ run, onChanged }: { run: SuiteRunDetail; onChanged: () => void }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [comparing, setComparing] = useState(false);
  const mayEdit = roleAllows(run.role, "editor");
  const isIncomplete = run.done - run.failed < run.planned;

  async function order(what: "cancel" | "continue") {
    setPending(true);
    try {
      await api.post(`/api/suite-runs/${run.id}/${what}`);
      onChanged();
    } catch (error) {
      toast.error(what === "cancel" ? "The run was not cancelled" : "The run does not go on", { description: wordsOf(error) });
    }
    setPending(false);
  }

  async function remove() {
    try {
      await api.delete(`/api/suite-runs/${run.id}`);
    } catch (error) {
      toast.error("The run was not deleted", { description: wordsOf(error) });
      throw error;
    }
    toast("Run deleted");
    router.push("/suites");
    router.refresh();
  }

  function download() {
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(run.report, null, 2)}\n`], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `run-${run.id}.report.json` });
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <>
      {run.report && isOver(run.state) ? (
        <Button variant="ghost" onClick={() => setComparing(true)}>
          <Scale aria-hidden />
          Compare
        </Button>
      ) : null}
      {run.report ? (
        <Button variant="ghost" onClick={download}>
          <Download aria-hidden />
          Report
        </Button>
      ) : null}
      {mayEdit && isOver(run.state) ? (
        <Button variant="ghost" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      ) : null}
      {mayEdit && isOver(run.state) && isIncomplete ? (
        <Button pending={pending} onClick={() => void order("continue")}>
          <Play aria-hidden />
          Continue
        </Button>
      ) : null}
      {mayEdit && !isOver(run.state) ? (
        <Button pending={pending} onClick={() => void order("cancel")}>
          <CircleStop aria-hidden />
          Cancel
        </Button>
      ) : null}
      {comparing ? (
        <CompareDialog
          suiteId={run.suiteId}
          suiteTitle={run.suiteTitle}
          suiteSha256={run.suiteSha256}
          runId={run.id}
          onClose={() => setComparing(false)}
        />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this run?"
        description="Its results, its calls and their recordings are removed for the whole team. This cannot be undone."
        confirmLabel="Delete the run"
        danger
        onConfirm={remove}
      />
    </>
  );
}
