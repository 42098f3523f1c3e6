/** Which microphones and loudspeakers there are. Names are known only after the microphone was allowed once. */

export interface AudioDevice {
  id: string;
  label: string;
}
export interface AudioDevices {
  microphones: AudioDevice[];
  speakers: AudioDevice[];
  /** false: names are hidden until the microphone is allowed */
  named: boolean;
  /** the browser lets a page choose its loudspeaker */
  canChooseSpeaker: boolean;
}

export async function listAudioDevices(): Promise<AudioDevices> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const named = all.some((device) => device.kind === "audioinput" && device.label !== "");
  return {
    microphones: pick(all, "audioinput", "Microphone"),
    speakers: pick(all, "audiooutput", "Speaker"),
    named,
    canChooseSpeaker: "setSinkId" in HTMLMediaElement.prototype,
  };
}

/** Calls back when something is plugged in or out. Returns the way to stop. */
export function watchAudioDevices(onChange: () => void): () => void {
  navigator.mediaDevices?.addEventListener?.("devicechange", onChange);
  return () => navigator.mediaDevices?.removeEventListener?.("devicechange", onChange);
}

function pick(all: MediaDeviceInfo[], kind: MediaDeviceKind, noun: string): AudioDevice[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== "" && device.deviceId !== "communications")
    .map((device, index) => ({ id: device.deviceId, label: device.label || `${noun} ${index + 1}` }));
}
