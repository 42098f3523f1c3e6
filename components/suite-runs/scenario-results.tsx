"use client";

import type { SuiteReport } from "@duologue/evaluation/suites";
import { Check, CircleSlash, X } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { categoryWords } from "@/lib/shared/category-words";
import type { RunCall } from "@/lib/shared/suite-runs";
import { type ScenarioCall, type ScenarioRow, scenarioRows } from "./scenario-rows";

const ORDERS = [
  { value: "worst", label: "Worst first" },
  { value: "differs", label: "Only where they differ" },
  { value: "suite", label: "In the suite’s order" },
] as const;

export interface ScenarioResultsProps {
  report: Pick<SuiteReport, "personas">;
  calls: readonly RunCall[];
  /** who answered each persona, where that differs */
  answeredBy?: readonly string[] | null;
}

/** Scenario by scenario, every call of every persona; each leads to its call. */
export function ScenarioResults({ report, calls, answeredBy = null }: ScenarioResultsProps) {
  const [order, setOrder] = useState<(typeof ORDERS)[number]["value"]>("worst");
  const rows = useMemo(() => scenarioRows(report, calls), [report, calls]);
  const shown =
    order === "suite"
      ? rows
      : order === "differs"
        ? rows.filter(({ differs }) => differs)
        : [...rows].sort((a, b) => b.failedShare - a.failedShare);
  const names = report.personas.map(({ name }) => name);
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="Order of the scenarios"
        className="w-full sm:w-56"
        value={order}
        options={names.length > 1 ? ORDERS : ORDERS.filter(({ value }) => value !== "differs")}
        onValueChange={(value) => setOrder(value as typeof order)}
      />
      {shown.length === 0 ? <p className="text-muted text-sm">In no scenario do they differ.</p> : null}
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {shown.map((row) => (
          <Scenario key={row.id} row={row} names={names} answeredBy={answeredBy} />
        ))}
      </ul>
    </div>
  );
}

interface ScenarioProps {
  row: ScenarioRow;
  names: readonly string[];
  answeredBy: readonly string[] | null;
}

function Scenario({ row, names, answeredBy }: ScenarioProps) {
  return (
    <li className="px-4 py-4 sm:px-5">
      <p className="text-pretty font-medium text-sm">{row.title}</p>
      <p className="mt-0.5 text-muted text-xs">{categoryWords(row.category)}</p>
      <dl className="mt-3 flex flex-col gap-3">
        {names.map((name, k) => (
          <div key={name} className="grid gap-x-5 gap-y-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="break-words text-muted text-sm">
              {name}
              {answeredBy ? <span className="block text-xs">answered by {answeredBy[k]}</span> : null}
            </dt>
            <dd className="flex min-w-0 flex-col gap-1.5">
              {(row.calls.get(name) ?? []).map((call) => (
                <Call key={call.repeat} call={call} isOne={(row.calls.get(name)?.length ?? 0) === 1} />
              ))}
              {row.calls.has(name) ? null : <span className="text-muted text-sm">not played</span>}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Judgement({ judgement: { score, model, prompt, answer } }: { judgement: ScenarioCall["judgements"][number] }) {
  return (
    <details className="mt-1 pl-5.5 text-muted text-xs">
      <summary className="w-fit">
        {model} gave {score === null ? "no score" : `${score} of 5`}
      </summary>
      <p className="mt-1.5 whitespace-pre-wrap break-words">{answer}</p>
      <p className="mt-1.5 whitespace-pre-wrap break-words border-line border-l-2 pl-3">{prompt}</p>
    </details>
  );
}

const VERDICTS = {
  passed: { words: "passed", icon: Check, className: "text-success" },
  failed: { words: "failed", icon: X, className: "text-danger" },
  unjudged: { words: "could not be judged", icon: CircleSlash, className: "text-muted" },
} as const;

function Call({ call, isOne }: { call: ScenarioCall; isOne: boolean }) {
  const { words, icon: Icon, className } = VERDICTS[call.verdict];
  const label = isOne ? words : `call ${call.repeat} ${words}`;
  return (
    <div className="text-sm">
      <span className="inline-flex items-center gap-1.5">
        <Icon aria-hidden className={cn("size-4", className)} />
        {call.callId ? (
          <Link href={`/calls/${call.callId}`} className="underline decoration-line-strong underline-offset-4 hover:decoration-foreground">
            {label}
          </Link>
        ) : (
          label
        )}
        {call.lostFrames > 0 ? <span className="text-warning text-xs">sound was lost</span> : null}
      </span>
      {call.faults.map((fault) => (
        <p key={fault} className="mt-0.5 break-words pl-5.5 text-muted text-xs">
          {fault}
        </p>
      ))}
      {call.judgements.map((judgement) => (
        <Judgement key={judgement.check} judgement={judgement} />
      ))}
    </div>
  );
}
