"use client";

import { FileAudio, Phone } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { CallViewState } from "@/lib/client/call/view-state";
import { formatClock, formatMs } from "@/lib/shared/format";
import { shortTitle } from "@/lib/shared/short-title";
import { CallTranscript } from "./call-transcript";
import { endWords } from "./end-words";

export interface CallEndedProps {
  view: CallViewState;
  personaName: string;
  nodeTitles: Readonly<Record<string, string>> | null;
  /** null: no other call may be made */
  onAgain: (() => void) | null;
  /** words for that, where the end itself does not say it */
  whyNotAgain?: string | undefined;
  /** false: the caller has no account and no recording to open */
  canOpenRecording: boolean;
}

/** The call is over: why, its figures, what was said, and where to go. */
export function CallEnded({ view, personaName, nodeTitles, onAgain, whyNotAgain, canOpenRecording }: CallEndedProps) {
  if (!view.ended) return null;
  const { title, detail } = endWords(view.ended.reason, view.ended.code);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4">
      <div role="status">
        <p className="font-semibold">{title}</p>
        {detail ? <p className="mt-0.5 text-muted text-sm">{detail}</p> : null}
        {view.speaker ? <p className="mt-0.5 text-muted text-sm">Answered by: {shortTitle(view.speaker)}</p> : null}
      </div>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line">
        <Figure name="Length" value={formatClock(view.ended.durationMs)} />
        {nodeTitles ? (
          <>
            <Figure name="Turns, you / persona" value={`${view.totals.turns.caller} / ${view.totals.turns.agent}`} />
            <Figure name="Both talking" value={formatMs(view.totals.overlapFrames * 80)} />
            <Figure name="Barge-ins" value={`${view.totals.bargeIns}`} />
          </>
        ) : (
          <Figure name="Interruptions" value={`${view.totals.bargeIns}`} />
        )}
      </dl>
      {nodeTitles ? (
        <p className="-mt-1.5 text-pretty text-muted text-xs">
          As noted during the call, frame by frame. Its page measures the recording more finely and leaves out very short sounds: figures
          may differ there.
        </p>
      ) : null}
      <CallTranscript lines={view.lines} nodeTitles={nodeTitles} personaName={personaName} empty="Nothing was said." />
      {whyNotAgain ? <p className="text-pretty text-muted text-sm">{whyNotAgain}</p> : null}
      <div className="flex flex-wrap gap-2">
        {canOpenRecording && view.callId ? (
          <Button asChild variant="primary" className="flex-1">
            <Link href={`/calls/${view.callId}`}>
              <FileAudio aria-hidden />
              Open the recording
            </Link>
          </Button>
        ) : null}
        {onAgain ? (
          <Button className="flex-1" onClick={onAgain}>
            <Phone aria-hidden />
            Call again
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="bg-surface px-3.5 py-2.5">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
