"use client";

import { useCallback, useEffect, useState } from "react";
import { type AudioDevices, listAudioDevices, watchAudioDevices } from "./audio-devices";

const KEYS = { microphoneId: "duologue-microphone", speakerId: "duologue-speaker" } as const;
type Choice = keyof typeof KEYS;

export interface DeviceChoice {
  /** null until the browser has been asked */
  devices: AudioDevices | null;
  microphoneId: string | null;
  speakerId: string | null;
  choose: (which: Choice, id: string | null) => void;
  /** names appear once the microphone was allowed */
  refresh: () => void;
}

function remembered(which: Choice): string | null {
  try {
    return localStorage.getItem(KEYS[which]);
  } catch {
    return null;
  }
}

/** Which microphone and speaker to use; kept for the next visit, forgotten when the device is gone. */
export function useDeviceChoice(): DeviceChoice {
  const [devices, setDevices] = useState<AudioDevices | null>(null);
  const [wanted, setWanted] = useState<Record<Choice, string | null>>({ microphoneId: null, speakerId: null });

  const refresh = useCallback(() => {
    void listAudioDevices().then(setDevices);
  }, []);

  useEffect(() => {
    setWanted({ microphoneId: remembered("microphoneId"), speakerId: remembered("speakerId") });
    refresh();
    return watchAudioDevices(refresh);
  }, [refresh]);

  const present = (list: { id: string }[] | undefined, id: string | null) => (list?.some((device) => device.id === id) ? id : null);
  return {
    devices,
    microphoneId: present(devices?.microphones, wanted.microphoneId),
    speakerId: present(devices?.speakers, wanted.speakerId),
    choose(which, id) {
      setWanted((before) => ({ ...before, [which]: id }));
      try {
        if (id === null) localStorage.removeItem(KEYS[which]);
        else localStorage.setItem(KEYS[which], id);
      } catch {
        /* private windows may refuse to remember; the choice holds for this page */
      }
    },
    refresh,
  };
}
