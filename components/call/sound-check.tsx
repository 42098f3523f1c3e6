"use client";

import { Headphones, Mic, MicOff } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { LevelMeter } from "@/components/ui/level-meter";
import { useHeldFocus } from "@/components/ui/use-held-focus";
import { MICROPHONE_WORDS } from "@/lib/client/call/microphone-issue";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import { DevicePickers } from "./device-pickers";
import type { MicrophonePreview } from "./use-microphone-preview";

/** Before a call: try the microphone, choose devices. The browser is asked only on the button. */
export function SoundCheck({ choice, preview }: { choice: DeviceChoice; preview: MicrophonePreview }) {
  const section = useRef<HTMLElement>(null);
  const held = useHeldFocus(section, preview.status);
  const start = (id: string | null) => void preview.start(id).then(choice.refresh);
  return (
    <section ref={section} tabIndex={-1} {...held} aria-label="Sound check" className="flex flex-col gap-4">
      {preview.status === "on" ? (
        <div className="flex flex-col gap-2">
          <div className="flex items-center justify-between gap-3">
            <span className="text-muted text-sm">Say something: the bar should move.</span>
            <Button size="sm" variant="ghost" data-next-focus onClick={preview.stop}>
              <MicOff aria-hidden />
              Stop
            </Button>
          </div>
          <LevelMeter label="Microphone level" levelDb={preview.levelDb} />
        </div>
      ) : (
        <Button
          className="self-start"
          size="sm"
          data-next-focus
          pending={preview.status === "opening"}
          onClick={() => start(choice.microphoneId)}
        >
          <Mic aria-hidden />
          Check the microphone
        </Button>
      )}
      {preview.issue ? (
        <div role="alert" className="rounded-lg border border-danger/30 bg-danger/8 p-3 text-sm">
          <p className="font-medium text-danger">{MICROPHONE_WORDS[preview.issue].title}</p>
          <p className="mt-0.5">{MICROPHONE_WORDS[preview.issue].advice}</p>
        </div>
      ) : null}
      <DevicePickers
        choice={choice}
        onMicrophone={(id) => {
          choice.choose("microphoneId", id);
          if (preview.status === "on") start(id);
        }}
        onSpeaker={(id) => choice.choose("speakerId", id)}
      />
      <p className="flex items-start gap-2.5 text-muted text-sm">
        <Headphones aria-hidden className="mt-0.5 size-4 shrink-0" />
        Headphones are best: both sides can talk at once, and an open speaker lets the persona hear itself.
      </p>
    </section>
  );
}
