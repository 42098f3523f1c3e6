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

/** Which microphone. Its place is there from the start, so that nothing below it moves when the browser tells names. */
export function MicrophonePicker({ choice, disabled = false, onMicrophone }: MicrophonePickerProps) {
  const known = choice.devices?.named ? choice.devices.microphones : null;
  const { value, idOf } = choiceOf(choice.microphoneId);
  return (
    <Field label="Microphone">
      <Select
        value={value}
        disabled={disabled || !known}
        options={deviceOptions(known ?? [])}
        onValueChange={(next) => onMicrophone(idOf(next))}
      />
    </Field>
  );
}
