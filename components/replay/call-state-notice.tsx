import { CloudUpload, HeartCrack, Info, Radio } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { callOutcome } from "@/lib/shared/call-words";
import type { CallDetail } from "@/lib/shared/calls";
import { formatDuration } from "@/lib/shared/format";
import type { CallStanding } from "./call-standing";

/** What the reader has to know before the recording: still live, on its way, lost, or none. Nothing where all is well. */
export function CallStateNotice({ call, standing }: { call: CallDetail; standing: CallStanding }) {
  const kept = call.durationMs ? ` The first ${formatDuration(call.durationMs)} are kept.` : "";
  if (standing === "underWay") {
    return (
      <Notice icon={<Radio aria-hidden />} tone="neutral" title="This call is still under way">
        Its recording and figures appear here when it ends. This page looks again by itself.
      </Notice>
    );
  }
  if (standing === "uploading") {
    return (
      <Notice icon={<CloudUpload aria-hidden />} tone="neutral" title="The recording is on its way">
        <Spinner label="The engine is handing it over" />
      </Notice>
    );
  }
  if (call.endReason === "engine_lost") {
    return (
      <Notice icon={<HeartCrack aria-hidden />} tone="warning" title="The engine was lost during this call">
        {call.hasRecording
          ? `It stopped answering before the call could end properly.${kept} Figures may be missing.`
          : "It stopped answering before the call could end properly. What it had written to its own disk is handed over when it starts again."}
      </Notice>
    );
  }
  if (call.endReason === "error") {
    return (
      <Notice icon={<HeartCrack aria-hidden />} tone="warning" title="The call broke off">
        {callOutcome(call).detail ?? "Something went wrong in the middle of the call."} {call.hasRecording ? kept : ""}
      </Notice>
    );
  }
  if (standing === "nothing") {
    return (
      <Notice icon={<Info aria-hidden />} tone="neutral" title="There is no recording">
        {call.liveAt === null ? "The call ended before anybody could speak." : "The engine has handed over no recording of this call."}
      </Notice>
    );
  }
  return null;
}

function Notice({ icon, title, tone, children }: { icon: ReactNode; title: string; tone: "neutral" | "warning"; children: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        "mb-6 flex items-start gap-3 rounded-lg border p-4 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        tone === "warning" ? "border-warning/35 bg-warning/8 [&>svg]:text-warning" : "border-line bg-surface [&>svg]:text-muted",
      )}
    >
      {icon}
      <div>
        <p className="font-medium">{title}</p>
        <div className="mt-0.5 text-muted">{children}</div>
      </div>
    </div>
  );
}
