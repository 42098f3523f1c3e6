"use client";

import { Info } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { useResource } from "@/lib/client/use-resource";
import type { VoiceDetail } from "@/lib/shared/voices";
import { ChecksCard } from "./checks-card";
import { ConsentCard } from "./consent-card";
import { DeleteVoice } from "./delete-voice";
import { DetailsCard } from "./details-card";
import { TrimCard } from "./trim-card";
import { VoiceTitle } from "./voice-title";

export interface VoiceViewProps {
  initial: VoiceDetail;
  viewerName: string;
  canEdit: boolean;
}

/** What keeps calls from using the voice, and the next step. */
function nextStep(voice: VoiceDetail): string {
  if (voice.level === "error") return "No call can use this voice yet: it did not pass its checks. Trim it, or add a better recording.";
  if (!voice.consent) return "No call can use this voice yet: the consent is not recorded.";
  return "Ready for calls. Choose it in the form of a persona, under Voice.";
}

/** One voice: its sound, its figures, its consent. */
export function VoiceView({ initial, viewerName, canEdit }: VoiceViewProps) {
  const { data: voice = initial, replace } = useResource<VoiceDetail>(`/api/voices/${initial.id}`, { initial });
  const [measuring, setMeasuring] = useState(false);
  const shared = { voice, canEdit, onChanged: (next: VoiceDetail) => replace(next) };
  return (
    <>
      <PageHeader
        back={{ href: "/voices", label: "Voices" }}
        title={<VoiceTitle {...shared} />}
        description={
          <span role="status" className="inline-flex items-start gap-2">
            <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
            {nextStep(voice)}
          </span>
        }
        actions={canEdit ? <DeleteVoice voice={voice} /> : null}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <TrimCard {...shared} onMeasuring={setMeasuring} />
          <ChecksCard voice={voice} measuring={measuring} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <ConsentCard {...shared} viewerName={viewerName} />
          <DetailsCard voice={voice} />
        </div>
      </div>
    </>
  );
}
