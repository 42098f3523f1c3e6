"use client";

import { Field } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { choiceOf, deviceOptions } from "@/lib/client/call/device-options";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";

export interface RecordingMicrophoneProps {
  choice: DeviceChoice;
  disabled?: boolean;
  onMicrophone: (id: string | null) => void;
}

/** Which microphone to record from; shown once the browser tells names. */
export function RecordingMicrophone({ choice, disabled = false, onMicrophone }: RecordingMicrophoneProps) {
  if (!choice.devices?.named) return null;
  const { value, idOf } = choiceOf(choice.microphoneId);
  return (
    <Field label="Microphone">
      <Select
        value={value}
        disabled={disabled}
        options={deviceOptions(choice.devices.microphones)}
        onValueChange={(next) => onMicrophone(idOf(next))}
      />
    </Field>
  );
}
