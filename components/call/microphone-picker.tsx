"use client";

import { Field } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { choiceOf, deviceOptions } from "@/lib/client/call/device-options";
import type { DeviceChoice } from "@/lib/client/call/use-device-choice";

export interface MicrophonePickerProps {
  choice: DeviceChoice;
  disabled?: boolean;
  onMicrophone: (id: string | null) => void;
}

/** Which microphone; shown once the browser tells names. */
export function MicrophonePicker({ choice, disabled = false, onMicrophone }: MicrophonePickerProps) {
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
