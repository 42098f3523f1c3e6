"use client";

import { Field } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { choiceOf, deviceOptions } from "@/lib/client/call/device-options";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";
import { MicrophonePicker } from "./microphone-picker";

export interface DevicePickersProps {
  choice: DeviceChoice;
  onMicrophone: (id: string | null) => void;
  onSpeaker: (id: string | null) => void;
}

/** Microphone and speaker. Names are shown once the browser gives them. */
export function DevicePickers({ choice, onMicrophone, onSpeaker }: DevicePickersProps) {
  const { devices } = choice;
  if (!devices?.named) return null;
  const { value, idOf } = choiceOf(choice.speakerId);
  return (
    <div className="flex flex-col gap-4">
      <MicrophonePicker choice={choice} onMicrophone={onMicrophone} />
      {devices.canChooseSpeaker && devices.speakers.length > 0 ? (
        <Field label="Speaker">
          <Select value={value} options={deviceOptions(devices.speakers)} onValueChange={(next) => onSpeaker(idOf(next))} />
        </Field>
      ) : null}
    </div>
  );
}
