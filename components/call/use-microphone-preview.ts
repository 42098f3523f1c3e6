"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Microphone, openMicrophone } from "@/lib/client/call/microphone";
import { type MicrophoneIssue, microphoneIssueOf } from "@/lib/client/call/microphone-issue";

export interface MicrophonePreview {
  status: "off" | "opening" | "on" | "failed";
  issue: MicrophoneIssue | null;
  /** level of the newest 20 ms, dBFS */
  levelDb: () => number;
  start: (deviceId: string | null) => Promise<void>;
  stop: () => void;
}

/** Listens to the microphone for the level meter only: nothing is sent, nothing is kept. Stops when the component goes. */
export function useMicrophonePreview(): MicrophonePreview {
  const [status, setStatus] = useState<MicrophonePreview["status"]>("off");
  const [issue, setIssue] = useState<MicrophoneIssue | null>(null);
  const microphone = useRef<Microphone | null>(null);
  const latestDb = useRef(-100);
  const turn = useRef(0);

  const close = useCallback(() => {
    turn.current++;
    microphone.current?.close();
    microphone.current = null;
    latestDb.current = -100;
  }, []);
  const stop = useCallback(() => {
    close();
    setStatus("off");
  }, [close]);

  const start = useCallback(
    async (deviceId: string | null) => {
      close();
      const mine = turn.current;
      setStatus("opening");
      setIssue(null);
      try {
        const opened = await openMicrophone({
          deviceId,
          onPacket: (_samples, db) => {
            latestDb.current = db;
          },
          onLost: stop,
        });
        if (mine !== turn.current) return opened.close();
        microphone.current = opened;
        setStatus("on");
      } catch (error) {
        if (mine !== turn.current) return;
        setIssue(window.isSecureContext ? microphoneIssueOf(error) : "insecure");
        setStatus("failed");
      }
    },
    [close, stop],
  );

  useEffect(() => close, [close]);
  return { status, issue, levelDb: () => latestDb.current, start, stop };
}
