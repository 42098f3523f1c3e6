"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { useEngineHealth } from "@/lib/client/use-engine-health";
import { deviceWords } from "@/lib/shared/device-words";
import { formatCount } from "@/lib/shared/format";
import { type EngineSummary, summariseEngines } from "./engine-summary";

const REFRESH_EVERY_MS = 10_000;
const DOTS: Record<EngineSummary["tone"], string> = {
  success: "bg-success",
  neutral: "bg-accent",
  warning: "bg-warning",
  danger: "bg-danger",
};

/** Who would answer a call right now; what it is and what that means, on a click. */
export function EngineChip({ narrow = false, side = "top" }: { narrow?: boolean; side?: "top" | "bottom" | "right" }) {
  const health = useEngineHealth({ refreshEveryMs: REFRESH_EVERY_MS });
  const unknown = health.data?.engines === undefined && health.error === undefined;
  const summary = summariseEngines(health.error ? undefined : (health.data?.engines ?? []));
  const { used, total, queued } = summary.slots;
  return (
    <Popover
      label="Engine status"
      side={side}
      align={side === "bottom" ? "end" : "start"}
      trigger={
        <Button
          variant="ghost"
          size={narrow ? "icon" : "sm"}
          aria-label={`Engine: ${unknown ? "looking" : summary.words}`}
          className={cn("font-normal text-muted", narrow ? "" : "h-9 w-full justify-start gap-3 px-2.5 text-sm")}
        >
          <span aria-hidden className="grid size-4 place-items-center">
            <span className={cn("size-2 rounded-full", unknown ? "bg-line-strong" : DOTS[summary.tone])} />
          </span>
          {narrow ? null : <span className="truncate">{unknown ? "Looking for engines" : summary.words}</span>}
        </Button>
      }
    >
      <p className="font-semibold">{summary.title}</p>
      <p className="mt-1.5 text-muted leading-relaxed">{summary.meaning}</p>
      {summary.engine ? (
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-line border-t pt-3">
          <dt className="text-muted">Name</dt>
          <dd className="break-words text-right">{summary.engine.speaker.model}</dd>
          <dt className="text-muted">Runs on</dt>
          <dd className="break-words text-right">{deviceWords(summary.engine.speaker.device)}</dd>
          <dt className="text-muted">Calls</dt>
          <dd className="text-right">
            {used} of {formatCount(total, "slot")} in use{queued > 0 ? `, ${queued} waiting` : ""}
          </dd>
          {summary.offers.length > 0 ? (
            <>
              <dt className="text-muted">On offer</dt>
              <dd className="break-words text-right">{summary.offers.join("; ")}</dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </Popover>
  );
}
