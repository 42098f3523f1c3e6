"use client";

import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";

/** How much of the prompt's room is used. */
export function TokenMeter({ tokens, limit, exact }: { tokens: number; limit: number; exact: boolean }) {
  const share = limit > 0 ? tokens / limit : 1;
  const over = tokens > limit;
  return (
    <section aria-label="Token meter" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <p className="text-sm">
          <span className={cn("font-semibold text-lg tabular-nums", over && "text-danger")}>{exact ? tokens : `≈ ${tokens}`}</span>
          <span className="text-muted"> of {limit} tokens</span>
        </p>
        <Popover
          align="end"
          label={exact ? "What exact means" : "What estimate means"}
          trigger={
            <button
              type="button"
              className="rounded-full"
              aria-label={exact ? "Exact count: what that means" : "Estimate: what that means"}
            >
              <Badge tone={exact ? "success" : "warning"}>{exact ? "exact" : "estimate"}</Badge>
            </button>
          }
        >
          <p className="leading-relaxed">
            {exact
              ? "Counted by an engine with the model's own SentencePiece tokenizer, the two <system> tags included."
              : "No engine with the model's tokenizer has answered, so this is worked out from the length of the words. Leave some room. It turns exact as soon as an engine with a tokenizer file answers."}
          </p>
        </Popover>
      </div>
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-surface-raised">
        <div
          className={cn(
            "h-full rounded-full transition-[width] duration-200",
            over ? "bg-danger" : share > 0.92 ? "bg-warning" : "bg-accent",
          )}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </div>
    </section>
  );
}
