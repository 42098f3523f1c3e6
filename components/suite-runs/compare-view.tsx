"use client";

import { Scale } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { DotList } from "@/components/ui/dot-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { formatCount } from "@/lib/shared/format";
import type { ComparedRunDetail, RunsComparisonDetail } from "@/lib/shared/suite-runs";
import { comparePath } from "./compare-path";
import { Comparison } from "./comparison";
import { comparisonNotes } from "./comparison-notes";
import { RunStateBadge } from "./run-state-badge";
import { ScenarioResults } from "./scenario-results";
import { answererNames, speakerWords } from "./speaker-words";

/** Runs side by side: who answered each, what they have in common, and their personas' figures with intervals. */
export function CompareView({ comparison }: { comparison: RunsComparisonDetail }) {
  const router = useRouter();
  const { runs, shared, personas } = comparison;
  const [first] = runs;
  const answerers = answererNames(runs);
  const answeredBy = answerers && runs.flatMap((run, k) => run.personas.map(() => answerers[k] ?? ""));
  const calls = runs.flatMap((run) => run.calls.map((call) => ({ ...call, persona: `${run.label} · ${call.persona}` })));
  const back = first?.suiteId ? { href: `/suites/${first.suiteId}`, label: first.suiteTitle } : { href: "/suites/runs", label: "Runs" };
  const order = (id: string) => [id, ...runs.map((run) => run.id).filter((other) => other !== id)];
  return (
    <>
      <PageHeader
        back={back}
        title="Runs side by side"
        description={`${formatCount(runs.length, "run")} of ${[...new Set(runs.map(({ suiteTitle }) => suiteTitle))].join(", ")}, on ${formatCount(shared.length, "scenario")} that ${shared.length === 1 ? "is" : "are"} the same in all of them.`}
        actions={
          <Select
            label="Compared with"
            className="w-full sm:w-64"
            value={first?.id ?? ""}
            options={runs.map(({ id, label, personas: own }) => ({ value: id, label: `Against ${label} · ${own[0]?.name ?? ""}` }))}
            onValueChange={(id) => router.replace(comparePath(order(id)))}
          />
        }
      />
      <div className="flex flex-col gap-8">
        <section aria-label="What was measured" className="flex flex-col gap-4">
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {runs.map((run) => (
              <Run key={run.id} run={run} shared={shared.length} />
            ))}
          </ul>
          {comparisonNotes(comparison).map((note) => (
            <p key={note} className="text-pretty rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm">
              {note}
            </p>
          ))}
        </section>
        {shared.length === 0 ? (
          <EmptyState icon={Scale} title="No scenario is the same in all of these runs" description="Choose runs of the same suite." />
        ) : (
          <Tabs defaultValue="comparison">
            <TabsList>
              <TabsTrigger value="comparison">Comparison</TabsTrigger>
              <TabsTrigger value="scenarios">Scenarios</TabsTrigger>
            </TabsList>
            <TabsContent value="comparison" className="pt-6">
              <Comparison report={comparison} answeredBy={answeredBy} />
            </TabsContent>
            <TabsContent value="scenarios" className="pt-6">
              <h2 className="sr-only">Scenarios</h2>
              <ScenarioResults report={{ personas }} calls={calls} answeredBy={answeredBy} />
            </TabsContent>
          </Tabs>
        )}
      </div>
    </>
  );
}

function Run({ run, shared }: { run: ComparedRunDetail; shared: number }) {
  const left = run.scenarioCount - shared;
  return (
    <li className="flex gap-4 px-4 py-4 sm:px-5">
      <span className="font-semibold text-lg leading-6">{run.label}</span>
      <div className="flex min-w-0 flex-col gap-1.5 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link href={`/suites/runs/${run.id}`} className="font-medium underline decoration-line-strong underline-offset-4">
            {run.personas.map(({ name }) => name).join(", ")}
          </Link>
          <RunStateBadge run={run} />
          <span className="text-muted">
            <Moment iso={run.createdAt} as="full" />
          </span>
        </p>
        <p className="break-words">
          <span className="text-muted">Answered by </span>
          {run.speakers.length > 0 ? run.speakers.map(speakerWords).join("; ") : "nobody"}
        </p>
        <DotList className="text-muted text-xs">
          <span>engine {run.engineBuild ?? "not known"}</span>
          <span>evaluation {run.runnerBuild ?? "not known"}</span>
          <span>
            suite{" "}
            <span className="font-mono" title={run.suiteSha256}>
              {run.suiteSha256.slice(0, 12)}
            </span>
          </span>
          <span>
            {run.done} of {formatCount(run.planned, "call")}
          </span>
          {left > 0 ? <span>{formatCount(left, "scenario")} left out</span> : null}
        </DotList>
      </div>
    </li>
  );
}
