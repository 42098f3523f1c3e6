import { BadgeCheck, CircleAlert, CircleCheck, CircleX, FileWarning } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { LEVEL_WORDS } from "@/lib/shared/voice-words";
import type { CheckLevel, VoiceConsent } from "@/lib/shared/voices";

const ICONS = { ok: CircleCheck, warning: CircleAlert, error: CircleX } as const;

/** What the checks say in all. */
export function LevelBadge({ level }: { level: CheckLevel }) {
  const Icon = ICONS[level];
  const { tone, words } = LEVEL_WORDS[level];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {words}
    </Badge>
  );
}

export function ConsentBadge({ consent }: { consent: VoiceConsent | null }) {
  return consent ? (
    <Badge tone="success">
      <BadgeCheck aria-hidden />
      Consent recorded
    </Badge>
  ) : (
    <Badge tone="warning">
      <FileWarning aria-hidden />
      Consent missing
    </Badge>
  );
}
