"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useResource } from "@/lib/client/use-resource";
import { callOutcome } from "@/lib/shared/call-words";
import type { CallDetail } from "@/lib/shared/calls";
import { formatClock } from "@/lib/shared/format";
import { isSmallModel } from "@/lib/shared/is-small-model";
import type { CallScorecard } from "@/lib/shared/scorecards";
import { shortTitle } from "@/lib/shared/short-title";
import { CallActions } from "./call-actions";
import { CallSetup } from "./call-setup";
import { type CallStanding, callStanding, flowNamesOf } from "./call-standing";
import { CallStateNotice } from "./call-state-notice";
import { MakeTestCard } from "./make-test-card";
import { MetricsFigures } from "./metrics-figures";
import { ReplayBoard } from "./replay-board";
import { ReplaysCard } from "./replays-card";
import { ScorecardCard } from "./scorecard-card";
import type { Span } from "./test-span";
import { useTimeline } from "./use-timeline";
import { WordsLane } from "./words-lane";

const LOOK_AGAIN_MS = 2_500;
const BACK = { href: "/calls", label: "Calls" };
const TONES = { live: "success", waiting: "neutral", good: "success", neutral: "neutral", bad: "danger" } as const;

/** One call: its recording on a time axis, its words, its figures, and what it was made of. */
export function CallReplay({ callId, initial }: { callId: string; initial?: CallDetail }) {
  const [refreshEveryMs, setRefreshEveryMs] = useState(0);
  const { data: call, error, reload, replace } = useResource<CallDetail>(`/api/calls/${callId}`, { initial, refreshEveryMs });
  const standing = call ? callStanding(call, Date.now()) : null;
  const wantedMs = call && standing && isMoving(call, standing) ? LOOK_AGAIN_MS : 0;
  if (wantedMs !== refreshEveryMs) setRefreshEveryMs(wantedMs);

  if (call && standing) return <Replay call={call} standing={standing} onScorecard={(scorecard) => replace({ ...call, scorecard })} />;
  return (
    <>
      <PageHeader title="Call" back={BACK} />
      {error?.code === "not_found" ? (
        <ErrorState
          title="This call does not exist"
          message="It was deleted, or it belongs to another team."
          action={
            <Button asChild>
              <Link href="/calls">All calls</Link>
            </Button>
          }
        />
      ) : error ? (
        <ErrorState message={error.message} retry={() => void reload()} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </>
  );
}

function Caller({ call: { source, linkLabel, startedByName, suiteRun, replay } }: { call: CallDetail }) {
  const link = "underline decoration-line-strong underline-offset-4 hover:decoration-current";
  if (source === "link") return <span>{`by link${linkLabel ? ` “${linkLabel}”` : ""}`}</span>;
  if (source === "suite")
    return (
      <span>
        by a simulated caller
        {suiteRun ? (
          <>
            , in a{" "}
            <Link href={`/suites/runs/${suiteRun.id}`} className={link}>
              run of {suiteRun.suiteTitle}
            </Link>
          </>
        ) : null}
      </span>
    );
  if (source === "replay")
    return replay ? (
      <Link href={`/calls/${replay.callId}/replays/${replay.id}`} className={link}>
        by the recorded caller of another call
      </Link>
    ) : (
      <span>by the recorded caller of another call</span>
    );
  return <span>by {startedByName ?? "a team member"}</span>;
}

/** More is to come by itself: the end, the recording, the scorecard. */
function isMoving({ scorecard }: CallDetail, standing: CallStanding): boolean {
  if (standing === "underWay" || standing === "uploading") return true;
  return scorecard?.state === "waiting" || scorecard?.state === "measuring";
}

interface ReplayProps {
  call: CallDetail;
  standing: CallStanding;
  onScorecard: (scorecard: CallScorecard | null) => void;
}

function Replay({ call, standing, onScorecard }: ReplayProps) {
  const names = useMemo(() => flowNamesOf(call.program), [call.program]);
  const timelineUrl = call.state === "ended" && call.hasTimeline ? `/api/calls/${call.id}/timeline` : null;
  const { replay, error } = useTimeline(timelineUrl, names);
  const outcome = callOutcome(call);
  const [isMaking, setMaking] = useState(false);
  const [span, setSpan] = useState<Span | null>(null);

  return (
    <>
      <PageHeader
        back={BACK}
        title={call.personaName}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Badge tone={TONES[outcome.tone]} dot={outcome.tone === "live" ? "pulse" : false}>
              {outcome.words}
            </Badge>
            <Moment iso={call.createdAt} as="full" />
            <span className="tabular-nums">{formatClock(call.durationMs)}</span>
            <Caller call={call} />
            {/* a badge does not wrap; the whole title stands under the call's setup */}
            {call.speaker && (call.speaker.kind !== "native" || isSmallModel(call.speaker)) ? (
              <Badge>{shortTitle(call.speaker)}</Badge>
            ) : null}
          </span>
        }
        actions={<CallActions call={call} onMakeTest={() => setMaking(true)} />}
      />
      <CallStateNotice call={call} standing={standing} />
      {error ? <ErrorState message={error} className="mb-6" /> : null}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {call.hasRecording ? (
            <ReplayBoard
              recordingUrl={`/api/calls/${call.id}/recording`}
              replay={replay}
              names={names}
              personaName={call.personaName}
              durationMs={call.durationMs ?? 1_000}
              measured={call.scorecard?.result?.marks ?? null}
              making={
                isMaking
                  ? {
                      span,
                      onSpan: setSpan,
                      form: (chosen, durationMs) => (
                        <MakeTestCard
                          callId={call.id}
                          personaName={call.personaName}
                          span={chosen}
                          durationMs={durationMs}
                          onSpan={setSpan}
                          onClose={() => setMaking(false)}
                        />
                      ),
                    }
                  : null
              }
            >
              {call.scorecard ? (
                <ScorecardCard callId={call.id} scorecard={call.scorecard} role={call.role} onRequested={onScorecard} />
              ) : null}
            </ReplayBoard>
          ) : replay && replay.lines.length > 0 ? (
            <Card>
              <WordsLane player={null} lines={replay.lines} names={names} onSeek={() => undefined} />
            </Card>
          ) : null}
        </div>
        <aside aria-label="About this call" className="flex flex-col gap-6">
          {call.state === "ended" && call.hasRecording && call.hasTimeline ? <ReplaysCard call={call} /> : null}
          {call.metrics ? (
            <Card>
              <CardHeader>
                <CardTitle>{call.scorecard?.result ? "Line and engine" : "Figures"}</CardTitle>
              </CardHeader>
              <CardContent className="py-2">
                <MetricsFigures metrics={call.metrics} isMeasured={call.scorecard?.result != null} />
              </CardContent>
            </Card>
          ) : null}
          <Card>
            <CardHeader>
              <CardTitle>What it was made of</CardTitle>
            </CardHeader>
            <CardContent>
              <CallSetup call={call} />
            </CardContent>
          </Card>
        </aside>
      </div>
    </>
  );
}
