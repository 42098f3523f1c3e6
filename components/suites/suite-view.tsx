"use client";

import { Download, Play, RefreshCw, Scale, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { CompareDialog } from "@/components/suite-runs/compare-dialog";
import { thresholdWords } from "@/components/suite-runs/figure-words";
import { RunDialog } from "@/components/suite-runs/run-dialog";
import { RunTable } from "@/components/suite-runs/run-table";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { DotList } from "@/components/ui/dot-list";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { useResource } from "@/lib/client/use-resource";
import { categoryWords } from "@/lib/shared/category-words";
import { formatBytes, formatCount } from "@/lib/shared/format";
import { isOver } from "@/lib/shared/suite-runs";
import type { ScenarioDetail, SuiteDetail } from "@/lib/shared/suites";
import { roleAllows } from "@/lib/shared/team";
import { ScenarioCard } from "./scenario-card";
import { PictureLegend } from "./scenario-picture";
import { UploadSuiteDialog } from "./upload-suite-dialog";

const REFRESH_EVERY_MS = 3_000;

/** One suite: what it plays, what it expects, and what came of it. */
export function SuiteView({ initial, isRunOpen }: { initial: SuiteDetail; isRunOpen: boolean }) {
  const router = useRouter();
  const isMoving = initial.runs.some(({ state }) => !isOver(state));
  const path = `/api/suites/${initial.id}`;
  const { data: suite = initial, reload } = useResource<SuiteDetail>(path, { initial, refreshEveryMs: isMoving ? REFRESH_EVERY_MS : 0 });
  const [running, setRunning] = useState(isRunOpen);
  const [replacing, setReplacing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [comparing, setComparing] = useState(false);
  const groups = useMemo(() => groupByCategory(suite.scenarios), [suite.scenarios]);
  const canEdit = roleAllows(suite.role, "editor");

  async function remove() {
    try {
      await api.delete(path);
    } catch (error) {
      toast.error("The suite was not deleted", { description: wordsOf(error) });
      throw error;
    }
    toast("Suite deleted");
    router.push("/suites");
    router.refresh();
  }

  return (
    <>
      <PageHeader
        back={{ href: "/suites", label: "Suites" }}
        title={suite.title}
        description={suite.description || undefined}
        actions={
          <>
            <Button asChild variant="ghost">
              <a href={`${path}/file`} download>
                <Download aria-hidden />
                Download
              </a>
            </Button>
            {canEdit && !suite.isBundled ? (
              <>
                <Button variant="ghost" onClick={() => setReplacing(true)}>
                  <RefreshCw aria-hidden />
                  Replace
                </Button>
                <Button variant="ghost" onClick={() => setDeleting(true)}>
                  <Trash2 aria-hidden />
                  Delete
                </Button>
              </>
            ) : null}
            {canEdit ? (
              <Button variant="primary" onClick={() => setRunning(true)}>
                <Play aria-hidden />
                Run
              </Button>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-8">
        <SuiteFacts suite={suite} />
        {suite.runs.length > 0 ? (
          <section aria-labelledby="suite-runs">
            <div className="mb-3 flex items-center justify-between gap-4">
              <h2 id="suite-runs" className="font-semibold">
                Runs
              </h2>
              {suite.runs.filter(({ state, done }) => isOver(state) && done > 0).length > 1 ? (
                <Button size="sm" variant="ghost" onClick={() => setComparing(true)}>
                  <Scale aria-hidden />
                  Compare runs
                </Button>
              ) : null}
            </div>
            <RunTable runs={suite.runs} />
          </section>
        ) : null}
        <section aria-labelledby="scenarios" className="flex flex-col gap-5">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
            <h2 id="scenarios" className="font-semibold">
              Scenarios
            </h2>
            <PictureLegend />
          </div>
          {groups.map(([category, scenarios]) => (
            <div key={category}>
              <h3 className="mb-2 text-muted text-sm">
                {categoryWords(category)} · {scenarios.length}
              </h3>
              <Card>
                <ul>
                  {scenarios.map((scenario) => (
                    <ScenarioCard key={scenario.id} scenario={scenario} />
                  ))}
                </ul>
              </Card>
            </div>
          ))}
        </section>
      </div>
      {running ? <RunDialog suite={suite} onClose={() => setRunning(false)} /> : null}
      {comparing ? (
        <CompareDialog suiteId={suite.id} suiteTitle={suite.title} suiteSha256={suite.sha256} onClose={() => setComparing(false)} />
      ) : null}
      <UploadSuiteDialog
        open={replacing}
        onOpenChange={setReplacing}
        replaces={{ id: suite.id, title: suite.title }}
        onUploaded={() => {
          setReplacing(false);
          toast("Suite replaced");
          void reload();
        }}
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title="Delete this suite?"
        description="It leaves the list for the whole team. Runs of it stay; sounds that no run needs are removed. This cannot be undone."
        confirmLabel="Delete the suite"
        danger
        onConfirm={remove}
      />
    </>
  );
}

function SuiteFacts({ suite }: { suite: SuiteDetail }) {
  const facts = [
    formatCount(suite.scenarioCount, "scenario"),
    suite.needsPersona ? "plays against a persona that you choose" : "brings its own personas",
    ...(suite.soundBytes > 0 ? [`${formatBytes(suite.soundBytes)} of recorded speech`] : []),
  ];
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <DotList className="text-muted">
        {facts}
        <span>
          hash <span className="font-mono text-xs">{suite.sha256.slice(0, 12)}</span>
        </span>
      </DotList>
      <p className="text-muted">
        A run passes where:{" "}
        {suite.thresholds.length === 0 ? (
          "nothing is asked of it"
        ) : (
          <span className="text-foreground">{suite.thresholds.map(thresholdWords).join("; ")}</span>
        )}
        .
      </p>
    </div>
  );
}

function groupByCategory(scenarios: readonly ScenarioDetail[]): [string, ScenarioDetail[]][] {
  const groups = new Map<string, ScenarioDetail[]>();
  for (const scenario of scenarios) groups.set(scenario.category, [...(groups.get(scenario.category) ?? []), scenario]);
  return [...groups];
}
