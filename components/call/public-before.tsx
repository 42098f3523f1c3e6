"use client";

import { CircleDot, Phone } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import { formatDuration } from "@/lib/shared/format";
import { isSmallModel } from "@/lib/shared/is-small-model";
import type { PublicLink } from "@/lib/shared/links";
import { SoundCheck } from "./sound-check";
import { SpeakerCard } from "./speaker-card";
import type { MicrophonePreview } from "./use-microphone-preview";

export interface PublicBeforeProps {
  link: PublicLink;
  choice: DeviceChoice;
  preview: MicrophonePreview;
  onStart: () => void;
}

/** What this is, that it is recorded, and one big button. */
export function PublicBefore({ link, choice, preview, onStart }: PublicBeforeProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-5">
        <div className="flex flex-col gap-3 text-pretty leading-relaxed">
          <p>
            {link.publicName} is an artificial voice, not a person. It listens while it speaks: talk as you would on the phone, and
            interrupt it whenever you like.
          </p>
          <p className="text-muted text-sm">
            A call lasts at most {formatDuration(link.maxCallSeconds * 1_000)}.
            {link.speaker && !isSmallModel(link.speaker) ? ` Answered by: ${link.speaker.title}.` : ""}
          </p>
          {link.speaker && isSmallModel(link.speaker) ? <SpeakerCard speaker={link.speaker} /> : null}
        </div>
        <SoundCheck choice={choice} preview={preview} />
      </div>
      <div className="flex flex-col gap-3 border-line border-t p-5">
        <p className="flex items-start gap-2 text-sm">
          <CircleDot aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          This call is recorded. The people who shared this link can listen to it.
        </p>
        {link.speaker ? null : (
          <p role="alert" className="rounded-lg border border-warning/35 bg-warning/8 p-3 text-sm text-warning">
            Nobody can answer just now. Please try again a little later.
          </p>
        )}
        <Button variant="primary" className="h-14 text-lg [&_svg]:size-5" disabled={!link.speaker} onClick={onStart}>
          <Phone aria-hidden />
          Call
        </Button>
      </div>
    </div>
  );
}
