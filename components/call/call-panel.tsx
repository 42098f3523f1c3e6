"use client";

import type { Problem } from "@duologue/persona";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/api";
import { useDeviceChoice } from "@/lib/client/call/use-device-choice";
import { isUnderWay } from "@/lib/client/call/view-state";
import type { CallTicketReply } from "@/lib/shared/calls";
import { chooseAnswerer } from "@/lib/shared/who-answers";
import { CallBefore } from "./call-before";
import { CallStage } from "./call-stage";
import { LeaveGuard } from "./leave-guard";
import { useCallClient } from "./use-call-client";
import { useMicrophonePreview } from "./use-microphone-preview";
import { useWhoAnswers } from "./use-who-answers";

export interface CallPanelProps {
  personaId: string;
  personaName: string;
  /** the draft as it stands on the canvas, saved or not */
  getDocument: () => unknown;
  /** node id → title, for the dividers between the persona's words */
  nodeTitles: Readonly<Record<string, string>>;
  /** the node that is being spoken; null when no call is live */
  onActiveNode: (nodeId: string | null) => void;
  /** how far its call has come; "none" when the panel goes */
  onProgress: (progress: "none" | "underWay" | "over") => void;
  /** errors among them block the call */
  problems: readonly Problem[];
}

/** Test calls beside the flow editor. Fills its container: a rail of some 400 px, or a sheet, or hidden while a call goes on. Unmounting ends the call. */
export function CallPanel({ personaId, personaName, getDocument, nodeTitles, onActiveNode, onProgress, problems }: CallPanelProps) {
  const { client, view } = useCallClient();
  const choice = useDeviceChoice();
  const preview = useMicrophonePreview();
  const [offer, setOffer] = useState<string | null>(null);
  const answers = useWhoAnswers(!isUnderWay(view.phase));

  const tell = useRef(onActiveNode);
  tell.current = onActiveNode;
  const activeNodeId = isUnderWay(view.phase) ? view.activeNodeId : null;
  useEffect(() => {
    tell.current(activeNodeId);
    return () => tell.current(null);
  }, [activeNodeId]);

  const report = useRef(onProgress);
  report.current = onProgress;
  const progress = isUnderWay(view.phase) ? "underWay" : view.phase === "idle" ? "none" : "over";
  useEffect(() => report.current(progress), [progress]);
  useEffect(() => () => report.current("none"), []);

  const start = () => {
    preview.stop();
    // one that is not on offer any more is not shown as chosen either
    const asked = answers.status === "ready" ? chooseAnswerer(answers, offer).offer : null;
    const order = { personaId, document: getDocument(), ...(asked === null ? {} : { offer: asked }) };
    void client.start(() => api.post<CallTicketReply>("/api/calls", order), choice).then(choice.refresh);
  };

  return (
    <section aria-label="Test call" className="flex h-full min-h-0 flex-col bg-surface">
      <CallStage
        client={client}
        view={view}
        choice={choice}
        personaName={personaName}
        nodeTitles={nodeTitles}
        onStart={start}
        before={
          <CallBefore
            choice={choice}
            preview={preview}
            answers={answers}
            offer={offer}
            onOffer={setOffer}
            problems={problems}
            onStart={start}
          />
        }
      />
      <LeaveGuard active={isUnderWay(view.phase)} />
    </section>
  );
}
