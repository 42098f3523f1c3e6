"use client";

import { Field } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { DeviceChoice } from "./use-device-choice";

const SYSTEM = "system";

export interface DevicePickersProps {
  choice: DeviceChoice;
  onMicrophone: (id: string | null) => void;
  onSpeaker: (id: string | null) => void;
}

/** Microphone and speaker. Names are shown once the browser gives them. */
export function DevicePickers({ choice, onMicrophone, onSpeaker }: DevicePickersProps) {
  const { devices } = choice;
  if (!devices?.named) return null;
  const options = (list: { id: string; label: string }[]) => [
    { value: SYSTEM, label: "System default" },
    ...list.filter((device) => device.id !== "default").map((device) => ({ value: device.id, label: device.label })),
  ];
  return (
    <div className="flex flex-col gap-4">
      <Field label="Microphone">
        <Select
          value={choice.microphoneId ?? SYSTEM}
          options={options(devices.microphones)}
          onValueChange={(value) => onMicrophone(value === SYSTEM ? null : value)}
        />
      </Field>
      {devices.canChooseSpeaker && devices.speakers.length > 0 ? (
        <Field label="Speaker">
          <Select
            value={choice.speakerId ?? SYSTEM}
            options={options(devices.speakers)}
            onValueChange={(value) => onSpeaker(value === SYSTEM ? null : value)}
          />
        </Field>
      ) : null}
    </div>
  );
}
