"use client";

import type { SpeakerInfo } from "@duologue/protocol";
import Link from "next/link";
import { Moment } from "@/components/ui/moment";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { answerWords, mostAnswers } from "@/lib/shared/answer-words";
import { isUnderWay } from "@/lib/shared/call-words";
import type { CallSummary } from "@/lib/shared/calls";
import { formatClock, formatMs } from "@/lib/shared/format";
import { isSmallModel } from "@/lib/shared/is-small-model";
import { shortTitle } from "@/lib/shared/short-title";
import { CallOutcomeBadge } from "./call-outcome-badge";

/** Who called, in words: the link, or the person of the team. */
function callerWords(call: CallSummary): string {
  if (call.source === "link") return call.linkLabel ? `Link “${call.linkLabel}”` : "Link";
  if (call.source === "suite") return "Simulated caller";
  if (call.source === "replay") return "Recorded caller";
  return call.startedByName ?? "Studio";
}

function Length({ call }: { call: CallSummary }) {
  if (call.durationMs !== null) return formatClock(call.durationMs);
  return isUnderWay(call.state) ? "under way" : "–";
}

/** As measured from the recording; until then, or without one, as the engine noted it during the call. */
function scoresOf({ scores, metrics }: CallSummary): { responseMsMedian: number | null; stopMsMedian: number | null } {
  if (scores?.state === "ready") return scores;
  return { responseMsMedian: metrics?.responseMsMedian ?? null, stopMsMedian: metrics?.stopMsMedian ?? null };
}

/** Calls, newest first; each row leads to its page. Columns go as the room gets less, and become three lines on a phone. */
export function CallTable({ calls }: { calls: readonly CallSummary[] }) {
  return (
    <Table aria-label="Calls">
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeaderCell>Persona</TableHeaderCell>
          <TableHeaderCell className="max-sm:hidden">Outcome</TableHeaderCell>
          <TableHeaderCell className="max-sm:hidden">Caller</TableHeaderCell>
          <TableHeaderCell className="text-right max-sm:hidden">Length</TableHeaderCell>
          <TableHeaderCell className="text-right max-lg:hidden">Answers after</TableHeaderCell>
          <TableHeaderCell className="text-right max-xl:hidden">Stops after</TableHeaderCell>
          <TableHeaderCell className="max-xl:hidden">Answered by</TableHeaderCell>
          <TableHeaderCell className="text-right max-sm:hidden">When</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.id} className="relative transition-colors hover:bg-surface-raised/60">
            <TableCell>
              <Link href={`/calls/${call.id}`} className="font-medium after:absolute after:inset-0">
                {call.personaName}
              </Link>
              <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs sm:hidden">
                <CallOutcomeBadge call={call} />
                <span className="tabular-nums">
                  <Length call={call} />
                </span>
                <span aria-hidden>·</span>
                <Moment iso={call.createdAt} />
              </div>
              <p className="mt-1 break-words text-muted text-xs sm:hidden">
                {callerWords(call)}
                {call.speaker ? `, answered by ${whoAnswered(call.speaker)}` : ""}
              </p>
            </TableCell>
            <TableCell className="max-sm:hidden">
              <CallOutcomeBadge call={call} />
            </TableCell>
            <TableCell className="max-w-48 truncate text-muted max-sm:hidden">{callerWords(call)}</TableCell>
            <TableCell className="whitespace-nowrap text-right tabular-nums max-sm:hidden">
              <Length call={call} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-right tabular-nums max-lg:hidden">
              {answerWords(scoresOf(call).responseMsMedian, call.metrics ? mostAnswers(call.metrics) : null)}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right tabular-nums max-xl:hidden">
              {formatMs(scoresOf(call).stopMsMedian)}
            </TableCell>
            <TableCell className="max-w-44 break-words text-muted max-xl:hidden" title={call.speaker?.title}>
              {call.speaker ? whoAnswered(call.speaker) : "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right text-muted max-sm:hidden">
              <Moment iso={call.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** By its name; a checkpoint by its model's, which says more than its title. */
function whoAnswered(speaker: SpeakerInfo): string {
  return speaker.kind === "rehearsal" || isSmallModel(speaker) ? shortTitle(speaker) : speaker.model;
}
