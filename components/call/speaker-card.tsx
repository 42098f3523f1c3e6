import type { SpeakerInfo } from "@duologue/protocol";
import { AudioLines, MessageSquareQuote } from "lucide-react";

/** Who answers, in the speaker's own words: a stand-in is never mistaken for the model. */
export function SpeakerCard({ speaker }: { speaker: SpeakerInfo }) {
  const Icon = speaker.kind === "native" ? AudioLines : MessageSquareQuote;
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line bg-surface-raised p-3.5">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-agent" />
      <div className="min-w-0 text-sm">
        <p className="font-medium">{speaker.title}</p>
        <p className="mt-0.5 text-pretty text-muted leading-relaxed">{speaker.description}</p>
      </div>
    </div>
  );
}
