"use client";

import type { Problem } from "@duologue/persona";
import { CircleDot, Phone } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import { chooseAnswerer } from "@/lib/shared/who-answers";
import { SoundCheck } from "./sound-check";
import { SpeakerCard } from "./speaker-card";
import { SpeakerChoice } from "./speaker-choice";
import type { MicrophonePreview } from "./use-microphone-preview";
import type { WhoAnswers } from "./use-who-answers";

export interface CallBeforeProps {
  choice: DeviceChoice;
  preview: MicrophonePreview;
  answers: WhoAnswers;
  /** the offered speaker that is to answer, by its model's name; null: the engine's own */
  offer: string | null;
  onOffer: (offer: string | null) => void;
  problems: readonly Problem[];
  onStart: () => void;
}

/** Before a test call: who answers, the sound check, what stands in the way, the button. */
export function CallBefore({ choice, preview, answers, offer, onOffer, problems, onStart }: CallBeforeProps) {
  const blocking = problems.filter((problem) => problem.level === "error");
  const blocked = blocking.length > 0 || answers.status === "none" || answers.status === "draining";
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
        <section aria-label="Who answers" className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Who answers</h3>
          <Answer answers={answers} offer={offer} onOffer={onOffer} />
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">Sound check</h3>
          <SoundCheck choice={choice} preview={preview} />
        </section>
      </div>
      <div className="flex flex-col gap-3 border-line border-t p-4">
        {blocking.length > 0 ? <Blocking problems={blocking} /> : null}
        <Button variant="primary" className="h-12 text-base" disabled={blocked} onClick={onStart}>
          <Phone aria-hidden />
          Call
        </Button>
        <p className="flex items-center gap-2 text-muted text-xs">
          <CircleDot aria-hidden className="size-3.5 shrink-0 text-danger" />
          This call is recorded. It tests the draft as it stands, saved or not.
        </p>
      </div>
    </div>
  );
}

function Answer({ answers, offer, onOffer }: Pick<CallBeforeProps, "answers" | "offer" | "onOffer">) {
  if (answers.status === "asking") return <Spinner label="Asking the studio" />;
  if (answers.status === "ready") {
    const chosen = chooseAnswerer(answers, offer);
    return (
      <>
        {answers.offers.length > 0 ? (
          <SpeakerChoice own={answers.speaker} offers={answers.offers.map(({ speaker }) => speaker)} offer={offer} onOffer={onOffer} />
        ) : (
          <SpeakerCard speaker={answers.speaker} />
        )}
        {chosen.freeSlots === 0 ? (
          <p className="text-sm text-warning">
            All lines are taken just now{chosen.queued > 0 ? `; ${chosen.queued} waiting` : ""}. You can call and wait in the queue.
          </p>
        ) : null}
      </>
    );
  }
  const words = {
    draining: "The engine is finishing its calls and restarts. Calls can be made again in a moment.",
    none: "No engine is running, so nobody can answer. Start one, or ask whoever looks after this studio.",
    unreachable: "The studio did not answer within three seconds. Check your connection; this panel keeps asking.",
  }[answers.status];
  return (
    <p role="alert" className="rounded-lg border border-warning/35 bg-warning/8 p-3 text-sm text-warning">
      {words}
    </p>
  );
}

function Blocking({ problems }: { problems: readonly Problem[] }) {
  const shown = problems.slice(0, 3);
  return (
    <div role="alert" className="rounded-lg border border-danger/30 bg-danger/8 p-3 text-sm">
      <p className="font-medium text-danger">
        {problems.length === 1 ? "One problem stands in the way" : `${problems.length} problems stand in the way`}
      </p>
      <ul className="mt-1 list-disc pl-4">
        {shown.map((problem) => (
          <li key={`${problem.code}-${JSON.stringify(problem.target)}`}>{problem.message}</li>
        ))}
        {problems.length > shown.length ? <li>and {problems.length - shown.length} more</li> : null}
      </ul>
    </div>
  );
}
