"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type MicrophoneIssue, microphoneIssueOf } from "@/lib/client/call/microphone-issue";
import { openRecorder, type Recorder } from "@/lib/client/voice/open-recorder";

export type RecorderState =
  | { kind: "off" }
  | { kind: "opening" }
  | { kind: "failed"; issue: MicrophoneIssue }
  | { kind: "ready" }
  | { kind: "recording" }
  | { kind: "done"; file: File };

export interface VoiceRecorder {
  state: RecorderState;
  levelDb: () => number;
  elapsedMs: () => number;
  /** asks for the microphone; again with another device */
  open: (deviceId: string | null) => Promise<void>;
  record: () => void;
  stop: () => void;
}

/** One recording after another. The microphone is let go when a recording is done and when the component goes. */
export function useRecorder(): VoiceRecorder {
  const [state, setState] = useState<RecorderState>({ kind: "off" });
  const recorder = useRef<Recorder | null>(null);
  const turn = useRef(0);

  const close = useCallback(() => {
    turn.current++;
    recorder.current?.close();
    recorder.current = null;
  }, []);
  useEffect(() => close, [close]);

  const open = useCallback(
    async (deviceId: string | null) => {
      close();
      const mine = turn.current;
      setState({ kind: "opening" });
      try {
        const onLost = () => {
          close();
          setState({ kind: "failed", issue: "missing" });
        };
        const opened = await openRecorder({ deviceId, onLost });
        if (mine !== turn.current) return opened.close();
        recorder.current = opened;
        setState({ kind: "ready" });
      } catch (error) {
        if (mine === turn.current) setState({ kind: "failed", issue: window.isSecureContext ? microphoneIssueOf(error) : "insecure" });
      }
    },
    [close],
  );

  function record() {
    if (!recorder.current) return;
    recorder.current.start((file) => {
      close();
      setState({ kind: "done", file });
    });
    setState({ kind: "recording" });
  }

  return {
    state,
    open,
    record,
    stop: () => recorder.current?.stop(),
    levelDb: () => recorder.current?.levelDb() ?? -100,
    elapsedMs: () => recorder.current?.elapsedMs() ?? 0,
  };
}
