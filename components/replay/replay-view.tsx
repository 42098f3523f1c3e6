"use client";

import Link from "next/link";
import { useState } from "react";
import { otherAnswererNote } from "@/components/suite-runs/other-answerer-note";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { useResource } from "@/lib/client/use-resource";
import type { CallDetail } from "@/lib/shared/calls";
import type { CallReplayDetail, ReplayResult } from "@/lib/shared/replays";
import { isOver } from "@/lib/shared/suite-runs";
import { ReplayPair } from "./replay-pair";
import { scorecardRows } from "./scorecard-rows";

const REFRESH_EVERY_MS = 2_000;

/** A call and its replay to another persona, one above the other. */
export function ReplayView({ initial }: { initial: CallReplayDetail }) {
  const [isMoving, setMoving] = useState(!isOver(initial.state));
  const { data: replay = initial } = useResource<CallReplayDetail>(`/api/replays/${initial.id}`, {
    initial,
    refreshEveryMs: isMoving ? REFRESH_EVERY_MS : 0,
  });
  if (isMoving === isOver(replay.state)) setMoving(!isOver(replay.state));

  return (
    <>
      <PageHeader
        back={{ href: `/calls/${replay.callId}`, label: "The call" }}
        title={`Replayed to ${replay.personaName}`}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Badge tone="warning">Counterfactual</Badge>
            <Moment iso={replay.createdAt} as="full" />
            {replay.startedByName ? <span>by {replay.startedByName}</span> : null}
            {replay.replayCallId ? (
              <Link href={`/calls/${replay.replayCallId}`} className="underline underline-offset-4">
                The replay as a call
              </Link>
            ) : null}
          </span>
        }
      />
      <p className="mb-6 max-w-3xl text-pretty rounded-lg border border-warning/35 bg-warning/8 px-4 py-3 text-sm">
        <span className="font-medium">The caller did not hear these answers.</span> What was said to the first persona is played to the
        second, word for word and at the same moments; a real caller would have answered it otherwise.
      </p>
      {replay.state === "failed" || replay.state === "cancelled" ? (
        <ErrorState title="The replay broke off" message={replay.failure ?? "It was stopped."} />
      ) : replay.result && replay.replayCallId ? (
        <Both replay={replay} result={replay.result} replayCallId={replay.replayCallId} />
      ) : (
        <p role="status" className="flex items-center gap-2 text-muted text-sm">
          <Spinner />
          {replay.state === "waiting" ? "Waits for its turn." : "Is being played, in real time."}
        </p>
      )}
    </>
  );
}

function Both({ replay, result, replayCallId }: { replay: CallReplayDetail; result: ReplayResult; replayCallId: string }) {
  const original = useResource<CallDetail>(`/api/calls/${replay.callId}`);
  const replayed = useResource<CallDetail>(`/api/calls/${replayCallId}`);
  const error = original.error ?? replayed.error;
  if (!original.data || !replayed.data) {
    return error ? <ErrorState message={error.message} retry={() => void original.reload()} /> : <Skeleton className="h-96" />;
  }
  const note = otherAnswererNote(
    [original.data, replayed.data].map(({ speaker }) => (speaker ? [speaker] : [])),
    "calls",
  );
  return (
    <div className="flex flex-col gap-8">
      {note ? <p className="max-w-3xl text-pretty rounded-lg border border-warning/35 bg-warning/8 px-4 py-3 text-sm">{note}</p> : null}
      <ReplayPair original={original.data} replayed={replayed.data} movedMs={result.movedMs} />
      <ReplayFigures result={result} names={[original.data.personaName, replay.personaName]} />
    </div>
  );
}

const NO_OFFICIAL = { stopsMs: [], stopMsMean: null, responsesMs: [], responseMsMean: null, humanLikeRepairs: 0 };

function ReplayFigures({ result, names }: { result: ReplayResult; names: readonly [string, string] }) {
  const [original, replay] = [result.original, result.replay].map((strict) => scorecardRows({ strict, official: NO_OFFICIAL }));
  return (
    <section aria-label="Figures">
      <h2 className="mb-2 font-medium text-sm">Figures of both</h2>
      <Table focusable aria-label="Figures of both">
        <TableHead>
          <tr>
            <TableHeaderCell>Figure</TableHeaderCell>
            <TableHeaderCell>{names[0]}, as it was</TableHeaderCell>
            <TableHeaderCell>{names[1]}, replayed</TableHeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {original?.map(({ name, value, detail }, row) => (
            <TableRow key={name}>
              <th scope="row" className="px-4 py-3 text-left font-normal">
                {name}
              </th>
              <TableCell>
                <span className="font-semibold tabular-nums">{value}</span> <span className="block text-muted text-xs">{detail}</span>
              </TableCell>
              <TableCell>
                <span className="font-semibold tabular-nums">{replay?.[row]?.value}</span>{" "}
                <span className="block text-muted text-xs">{replay?.[row]?.detail}</span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="mt-1.5 text-muted text-xs">The replay was answered by an engine of version {result.engineBuild}.</p>
    </section>
  );
}
