"use client";

import { useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/dialog";
import type { CallClient } from "@/lib/client/call/call-client";
import { isMicrophoneOpen } from "@/lib/client/call/is-microphone-open";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import type { CallViewState } from "@/lib/client/call/view-state";
import { isSmallModel } from "@/lib/shared/is-small-model";
import { CallChoices } from "./call-choices";
import { CallClock } from "./call-clock";
import { CallControls } from "./call-controls";
import { isStale } from "./call-figures";
import { CallNumbers } from "./call-numbers";
import { CallTranscript } from "./call-transcript";
import { choiceWords } from "./choice-words";
import { LiveLanes } from "./live-lanes";
import { LiveMarks } from "./live-marks";
import { ReconnectNotice } from "./reconnect-notice";
import { useCallKeys } from "./use-call-keys";

export interface CallLiveProps {
  client: CallClient;
  view: CallViewState;
  choice: DeviceChoice;
  personaName: string;
  /** null: a caller on a link sees no stages and no inner figures */
  nodeTitles: Readonly<Record<string, string>> | null;
}

export function CallLive({ client, view, choice, personaName, nodeTitles }: CallLiveProps) {
  const root = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  useCallKeys({ client, view, root, onHangUpAsked: () => setAsking(true) });
  const lost = view.reconnectUntilMs !== null;

  return (
    <div ref={root} className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <div className="flex items-baseline justify-between gap-3">
        <p role="status" className="flex items-center gap-2 font-medium text-sm">
          <span aria-hidden className={isStale(view) ? "size-2 rounded-full bg-warning" : "size-2 rounded-full bg-success"} />
          {lineWords(view)}
        </p>
        <CallClock liveSinceMs={view.liveSinceMs} maxCallSeconds={view.maxCallSeconds} stopped={lost} />
      </div>
      {view.reconnectUntilMs === null ? null : <ReconnectNotice untilMs={view.reconnectUntilMs} />}
      {view.notice ? (
        <p role="alert" className="rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm text-warning">
          {view.notice}
        </p>
      ) : null}
      {view.speaker && isSmallModel(view.speaker) ? (
        <p className="text-pretty rounded-lg border border-line bg-surface-raised px-3 py-2 text-muted text-xs">{view.speaker.title}</p>
      ) : null}
      <LiveLanes levels={client.levels} running personaName={personaName} micClosed={!isMicrophoneOpen(view)} className="h-44 shrink-0" />
      {nodeTitles ? <LiveMarks facts={view.turnFacts} frameIndex={view.frameIndex} /> : null}
      {nodeTitles ? <CallNumbers view={view} /> : null}
      <CallTranscript
        lines={view.lines}
        nodeTitles={nodeTitles}
        personaName={personaName}
        empty="The words appear here as they are heard."
        className="min-h-24"
      />
      <CallChoices
        choices={view.choices}
        words={choiceWords(view.speaker?.kind ?? null, nodeTitles !== null)}
        onChoose={(edgeId) => client.choose(edgeId, "button")}
      />
      <CallControls client={client} view={view} choice={choice} onHangUp={() => client.hangUp()} />
      <ConfirmDialog
        open={asking && view.phase === "live"}
        onOpenChange={setAsking}
        title="Hang up?"
        description="The call ends now. What was said is kept."
        confirmLabel="Hang up"
        cancelLabel="Stay on the line"
        danger
        onConfirm={() => client.hangUp()}
      />
    </div>
  );
}

function lineWords({ phase, reconnectUntilMs, lineWeak }: CallViewState): string {
  if (reconnectUntilMs !== null) return "Reconnecting";
  if (phase === "ending") return "Ending";
  return lineWeak ? "Connection is weak" : "Live";
}
