import { CircleAlert, CircleCheck, CircleX } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import type { CheckLevel, VoiceCheck, VoiceDetail } from "@/lib/shared/voices";
import { LevelBadge } from "./voice-badges";

const NAMES: Record<VoiceCheck["id"], string> = {
  length: "Length",
  loudness: "Loudness",
  clipping: "Clipping",
  noise: "Background",
  silence: "Silence",
};
const LOOKS: Record<CheckLevel, { icon: typeof CircleCheck; colour: string; words: string }> = {
  ok: { icon: CircleCheck, colour: "text-success", words: "Good" },
  warning: { icon: CircleAlert, colour: "text-warning", words: "Could be better" },
  error: { icon: CircleX, colour: "text-danger", words: "Not usable" },
};

export interface ChecksCardProps {
  voice: VoiceDetail;
  /** another part is being measured: these figures are still those of the part before it */
  measuring: boolean;
}

/** What was measured of the saved part: a figure, its meaning, and the one thing to do about it. */
export function ChecksCard({ voice, measuring }: ChecksCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Checks</CardTitle>
        {measuring ? <Badge>Being measured anew</Badge> : <LevelBadge level={voice.level} />}
      </CardHeader>
      <CardContent className={cn("py-2 transition-opacity", measuring && "opacity-45")}>
        <ul aria-label="Checks" aria-busy={measuring} className="divide-y divide-line">
          {voice.checks.map((check) => (
            <Check key={check.id} check={check} />
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function Check({ check }: { check: VoiceCheck }) {
  const { icon: Icon, colour, words } = LOOKS[check.level];
  return (
    <li className="flex items-start gap-3 py-3">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", colour)} />
      <div className="min-w-0 flex-1 text-sm">
        <div className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">
            {NAMES[check.id]}
            <span className="sr-only">: {words}.</span>
          </span>
          <span className="text-right tabular-nums">{check.figure}</span>
        </div>
        <p className="mt-0.5 text-pretty text-muted">{check.words}</p>
      </div>
    </li>
  );
}
