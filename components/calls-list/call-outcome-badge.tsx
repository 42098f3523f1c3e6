import { Badge } from "@/components/ui/badge";
import { type CallTone, callOutcome } from "@/lib/shared/call-words";
import type { CallSummary } from "@/lib/shared/calls";

const TONES: Record<CallTone, "success" | "accent" | "neutral" | "danger"> = {
  live: "success",
  waiting: "accent",
  good: "success",
  neutral: "neutral",
  bad: "danger",
};

/** The state of a call, or how it ended. */
export function CallOutcomeBadge({ call }: { call: CallSummary }) {
  const { words, tone, detail } = callOutcome(call);
  return (
    <Badge tone={TONES[tone]} dot={tone === "live" ? "pulse" : false} title={detail}>
      {words}
    </Badge>
  );
}
