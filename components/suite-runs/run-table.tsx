"use client";

import Link from "next/link";
import { Moment } from "@/components/ui/moment";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { useNextAnswer } from "@/lib/client/use-next-answer";
import { shortTitle } from "@/lib/shared/short-title";
import { isOver, type SuiteRunSummary } from "@/lib/shared/suite-runs";
import { RunStateBadge } from "./run-state-badge";
import { awaitedWords } from "./speaker-words";

/** Runs, newest first; each row leads to its page. */
export function RunTable({ runs, withSuite = false }: { runs: readonly SuiteRunSummary[]; withSuite?: boolean }) {
  const answers = useNextAnswer();
  return (
    <Table aria-label="Runs">
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeaderCell>{withSuite ? "Suite" : "Personas"}</TableHeaderCell>
          <TableHeaderCell className="max-sm:hidden">State</TableHeaderCell>
          <TableHeaderCell className="text-right max-sm:hidden">Calls</TableHeaderCell>
          <TableHeaderCell className="max-lg:hidden">Answered by</TableHeaderCell>
          <TableHeaderCell className="max-lg:hidden">Started by</TableHeaderCell>
          <TableHeaderCell className="text-right max-sm:hidden">When</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {runs.map((run) => {
          const names = run.personas.map(({ name }) => name).join(", ");
          const speaker =
            run.speakers.length > 0 || isOver(run.state) ? run.speakers.map(shortTitle).join("; ") : awaitedWords(run, answers);
          return (
            <TableRow key={run.id} className="relative transition-colors hover:bg-surface-raised/60">
              <TableCell className="max-w-72">
                <Link href={`/suites/runs/${run.id}`} className="break-words font-medium after:absolute after:inset-0">
                  {withSuite ? run.suiteTitle : names}
                </Link>
                {withSuite ? <div className="truncate text-muted text-xs">{names}</div> : null}
                <div className="mt-1.5 flex flex-wrap items-center gap-2 text-muted text-xs sm:hidden">
                  <RunStateBadge run={run} />
                  <span className="tabular-nums">
                    {run.done} of {run.planned} calls
                  </span>
                  <Moment iso={run.createdAt} />
                </div>
                {speaker ? <div className="mt-1 break-words text-muted text-xs lg:hidden">{speaker}</div> : null}
              </TableCell>
              <TableCell className="max-sm:hidden">
                <RunStateBadge run={run} />
              </TableCell>
              <TableCell className="whitespace-nowrap text-right tabular-nums max-sm:hidden">
                {run.done} of {run.planned}
                {isOver(run.state) ? null : (
                  <Progress value={(run.done / run.planned) * 100} label={`Calls of ${run.suiteTitle}`} className="mt-1.5 ml-auto w-20" />
                )}
              </TableCell>
              <TableCell
                className="max-w-56 break-words text-muted max-lg:hidden"
                title={run.speakers.map(({ title }) => title).join("; ") || undefined}
              >
                {speaker || "–"}
              </TableCell>
              <TableCell className="max-w-36 truncate text-muted max-lg:hidden">{run.startedByName ?? "–"}</TableCell>
              <TableCell className="whitespace-nowrap text-right text-muted max-sm:hidden">
                <Moment iso={run.createdAt} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
