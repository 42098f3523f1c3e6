import type { AudioDevice } from "./audio-devices";

const SYSTEM = "system";

/** A device list for a Select; the first is the system's own choice. */
export function deviceOptions(devices: readonly AudioDevice[]): { value: string; label: string }[] {
  const named = devices.filter((device) => device.id !== "default").map((device) => ({ value: device.id, label: device.label }));
  return [{ value: SYSTEM, label: "System default" }, ...named];
}

/** Selects hold no null: the system's own choice has a word. */
export function choiceOf(id: string | null): { value: string; idOf: (value: string) => string | null } {
  return { value: id ?? SYSTEM, idOf: (value) => (value === SYSTEM ? null : value) };
}
