"use client";

import { FileAudio, RotateCcw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { MICROPHONE_WORDS } from "@/lib/client/call/microphone-issue";
import type { CallViewState } from "@/lib/client/call/view-state";

export interface CallFailedProps {
  view: CallViewState;
  /** null: no other call may be made */
  onRetry: (() => void) | null;
  onBack: () => void;
  canOpenRecording: boolean;
}

/** The call did not come about, or broke: what happened and what to do. */
export function CallFailed({ view, onRetry, onBack, canOpenRecording }: CallFailedProps) {
  const { problem } = view;
  if (!problem) return null;
  const wasLive = view.liveSinceMs !== null;
  const title = problem.microphone ? MICROPHONE_WORDS[problem.microphone].title : wasLive ? "The call broke off" : "The call did not begin";
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center gap-5 overflow-y-auto p-5">
      <div role="alert" className="flex flex-col items-center gap-3 text-center">
        <span className="grid size-11 place-items-center rounded-lg border border-danger/30 bg-danger/8 text-danger">
          <TriangleAlert aria-hidden className="size-5" />
        </span>
        <p className="font-semibold">{title}</p>
        <p className="max-w-sm text-balance text-muted text-sm leading-relaxed">{problem.message}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {onRetry ? (
          <Button variant="primary" onClick={onRetry}>
            <RotateCcw aria-hidden />
            Try again
          </Button>
        ) : null}
        {wasLive && canOpenRecording && view.callId ? (
          <Button asChild>
            <Link href={`/calls/${view.callId}`}>
              <FileAudio aria-hidden />
              Open the recording
            </Link>
          </Button>
        ) : null}
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  );
}
