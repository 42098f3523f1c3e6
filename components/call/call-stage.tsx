"use client";

import { type ReactNode, useRef } from "react";
import { useHeldFocus } from "@/components/ui/use-held-focus";
import type { CallClient } from "@/lib/client/call/call-client";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import type { CallViewState } from "@/lib/client/call/view-state";
import { CallEnded } from "./call-ended";
import { CallFailed } from "./call-failed";
import { CallLive } from "./call-live";
import { CallWaiting } from "./call-waiting";

export interface CallStageProps {
  client: CallClient;
  view: CallViewState;
  choice: DeviceChoice;
  personaName: string;
  /** null: a caller on a link, who sees no stages, no inner figures and no recording */
  nodeTitles: Readonly<Record<string, string>> | null;
  onStart: () => void;
  /** false: the link does not allow another call */
  canCallAgain?: boolean;
  /** words for that, where the end of the call does not say it already */
  whyNotAgain?: string | undefined;
  /** what stands here while no call is under way */
  before: ReactNode;
}

/** The call's face, which keeps the keyboard's focus when one phase takes the place of another. */
export function CallStage(props: CallStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const held = useHeldFocus(stage, props.view.phase);
  return (
    <div ref={stage} tabIndex={-1} {...held} className="flex h-full min-h-0 flex-1 flex-col">
      <PhaseFace {...props} />
    </div>
  );
}

/** The one place that says which face a call shows in which phase; the studio's panel and the public page share it. */
function PhaseFace({ client, view, choice, personaName, nodeTitles, onStart, canCallAgain = true, whyNotAgain, before }: CallStageProps) {
  const isTeam = nodeTitles !== null;
  switch (view.phase) {
    case "idle":
      return before;
    case "asking":
    case "connecting":
    case "queued":
    case "priming":
      return <CallWaiting view={view} onCancel={() => client.hangUp()} showSpeaker={isTeam} />;
    case "live":
    case "ending":
      return <CallLive client={client} view={view} choice={choice} personaName={personaName} nodeTitles={nodeTitles} />;
    case "ended":
      return (
        <CallEnded
          view={view}
          personaName={personaName}
          nodeTitles={nodeTitles}
          onAgain={canCallAgain ? onStart : null}
          whyNotAgain={whyNotAgain}
          canOpenRecording={isTeam}
        />
      );
    case "failed":
      return <CallFailed view={view} onRetry={canCallAgain ? onStart : null} onBack={() => client.reset()} canOpenRecording={isTeam} />;
  }
}
