"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import type { ScenarioDetail, StepPicture } from "@/lib/shared/suites";
import { ScenarioPicture } from "./scenario-picture";

/** One scenario: its lanes at a glance, its lines and what is expected when it is opened. */
export function ScenarioCard({ scenario }: { scenario: ScenarioDetail }) {
  const [open, setOpen] = useState(false);
  const { id, title, persona, caller, steps, checks } = scenario;
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={`scenario-${id}`}
        onClick={() => setOpen(!open)}
        className="grid w-full items-center gap-x-5 gap-y-2 px-4 py-3 text-left transition-colors hover:bg-surface-raised/60 focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] sm:px-5"
      >
        <span className="flex min-w-0 items-start gap-2.5">
          <ChevronRight aria-hidden className={cn("mt-0.5 size-4 shrink-0 text-muted transition-transform", open && "rotate-90")} />
          <span className="min-w-0">
            <span className="block text-pretty font-medium text-sm">{title}</span>
            <span className="mt-0.5 block break-words text-muted text-xs">
              {caller}
              {persona ? ` · calls ${persona}` : ""}
            </span>
          </span>
        </span>
        <ScenarioPicture steps={steps} />
      </button>
      {open ? (
        <div id={`scenario-${id}`} className="flex flex-col gap-4 px-4 pb-4 sm:px-5 sm:pl-11">
          {steps.length === 0 ? (
            <p className="text-muted text-sm">The caller says nothing and only listens.</p>
          ) : (
            <ol className="flex flex-col gap-2.5">
              {steps.map((step) => (
                <Line key={step.id} step={step} />
              ))}
            </ol>
          )}
          {checks.length > 0 ? (
            <div>
              <h4 className="text-muted text-xs">Beside the timing, the persona</h4>
              <ul className="mt-1 flex list-disc flex-col gap-1 pl-4 text-sm">
                {checks.map((check) => (
                  <li key={check} className="break-words">
                    {check}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

const KINDS: Record<StepPicture["kind"], string> = {
  turn: "Turn",
  interruption: "Interruption",
  backchannel: "Backchannel",
  toOther: "To somebody else",
  background: "In the background",
};

function Line({ step }: { step: StepPicture }) {
  return (
    <li className="text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge>{step.isButton ? "Button" : KINDS[step.kind]}</Badge>
        <span className="text-muted text-xs">{step.when}</span>
      </div>
      <p className="mt-1 text-pretty break-words">{step.isButton ? step.text : `“${step.text}”`}</p>
      {step.expected && step.pieces.length > 0 ? <p className="text-muted text-xs">The persona {step.expected}.</p> : null}
    </li>
  );
}
