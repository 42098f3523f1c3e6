"use client";

import { Mic, PhoneOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { CallViewState } from "@/lib/client/call/view-state";
import { formatDuration } from "@/lib/shared/format";
import { SpeakerCard } from "./speaker-card";

interface Words {
  title: string;
  detail: string;
  /** null: nobody knows how long */
  percent: number | null;
}

export function waitingWords(view: CallViewState): Words {
  switch (view.phase) {
    case "asking":
      return { title: "Allow the microphone", detail: "The browser asks whether this page may listen. Choose Allow.", percent: null };
    case "queued": {
      const { position = 1, etaSeconds = null } = view.queue ?? {};
      const before = position - 1;
      const place = before <= 0 ? "You are next." : `${before} ${before === 1 ? "call is" : "calls are"} before you.`;
      const eta = etaSeconds === null ? "" : ` About ${formatDuration(etaSeconds * 1_000)} to go.`;
      return { title: "All lines are taken", detail: `${place}${eta} Stay on the line.`, percent: null };
    }
    case "priming": {
      const { done = 0, total = 0 } = view.priming ?? {};
      return {
        title: "Getting into character",
        detail: "The voice is prepared with the persona's prompt.",
        percent: total > 0 ? (done / total) * 100 : null,
      };
    }
    default:
      return { title: "Connecting", detail: "Opening the line to the engine.", percent: null };
  }
}

/** Between the button and the first word: permission, connection, queue, priming. */
export function CallWaiting({ view, onCancel, showSpeaker }: { view: CallViewState; onCancel: () => void; showSpeaker: boolean }) {
  const words = waitingWords(view);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-5">
      <div className="flex flex-1 flex-col items-center justify-center gap-4 text-center">
        {view.phase === "asking" ? <Mic aria-hidden className="size-6 text-caller" /> : null}
        {view.phase === "queued" && view.queue ? (
          <p className="font-semibold text-4xl tabular-nums" aria-hidden>
            {view.queue.position}
          </p>
        ) : null}
        <div role="status" className="flex flex-col gap-1">
          <p className="font-semibold">{words.title}</p>
          <p className="text-balance text-muted text-sm">{words.detail}</p>
        </div>
        <Progress value={words.percent} label={words.title} className="max-w-56" />
        {view.reconnectUntilMs === null ? null : (
          <p role="status" className="text-sm text-warning">
            The connection was lost. Trying to come back.
          </p>
        )}
      </div>
      {showSpeaker && view.speaker ? <SpeakerCard speaker={view.speaker} /> : null}
      <Button onClick={onCancel}>
        <PhoneOff aria-hidden />
        Cancel
      </Button>
    </div>
  );
}
