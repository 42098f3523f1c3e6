"use client";

import { PencilLine } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { InlineNameInput } from "@/components/ui/inline-name-input";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import type { VoiceDetail } from "@/lib/shared/voices";

export interface VoiceTitleProps {
  voice: VoiceDetail;
  canEdit: boolean;
  onChanged: (voice: VoiceDetail) => void;
}

/** The name, and the way to change it where it stands. */
export function VoiceTitle({ voice, canEdit, onChanged }: VoiceTitleProps) {
  const [renaming, setRenaming] = useState(false);
  const [wanted, setWanted] = useState<string>();

  async function rename(name: string) {
    setRenaming(false);
    setWanted(name);
    try {
      onChanged(await api.patch<VoiceDetail>(`/api/voices/${voice.id}`, { name }));
    } catch (error) {
      toast.error("The name was not changed", { description: wordsOf(error) });
    }
    setWanted(undefined);
  }

  if (renaming) {
    return (
      <InlineNameInput
        label="Name of the voice"
        className="h-9 max-w-md"
        name={voice.name}
        maxLength={80}
        onSave={(name) => void rename(name)}
        onCancel={() => setRenaming(false)}
      />
    );
  }
  return (
    <span className="flex min-h-9 items-center gap-1">
      <span className="min-w-0 break-words">{wanted ?? voice.name}</span>
      {canEdit ? (
        <Button variant="ghost" size="icon" className="text-muted" aria-label="Rename the voice" onClick={() => setRenaming(true)}>
          <PencilLine aria-hidden />
        </Button>
      ) : null}
    </span>
  );
}
