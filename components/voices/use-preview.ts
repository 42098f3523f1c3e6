"use client";

import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { wordsOf } from "@/lib/client/api";
import { createPreviewPlayer, type Preview, type PreviewPlayer } from "@/lib/client/voice/preview-player";

export type PreviewKind = "selection" | "normalised";

export interface VoicePreview {
  /** which one is sounding or about to */
  playing: PreviewKind | null;
  loading: boolean;
  /** of the whole recording; null: nothing sounds */
  positionMs: () => number | null;
  /** plays it, or stops it where it plays already; `offsetMs`: where in the whole recording that sound begins */
  toggle: (kind: PreviewKind, preview: Preview, offsetMs: number) => void;
  stop: () => void;
}

/** One preview at a time; silent when the component goes. */
export function usePreview(): VoicePreview {
  const player = useRef<PreviewPlayer | null>(null);
  const offset = useRef(0);
  const [playing, setPlaying] = useState<PreviewKind | null>(null);
  const [loading, setLoading] = useState(false);

  useEffect(() => {
    const made = createPreviewPlayer();
    player.current = made;
    return () => made.close();
  }, []);

  function stop() {
    player.current?.stop();
    setPlaying(null);
    setLoading(false);
  }

  async function start(kind: PreviewKind, preview: Preview, offsetMs: number) {
    offset.current = offsetMs;
    setPlaying(kind);
    setLoading(true);
    try {
      await player.current?.play(preview, () => setPlaying(null));
      setLoading(false);
    } catch (error) {
      stop();
      toast.error("It cannot be played", { description: wordsOf(error) });
    }
  }

  return {
    playing,
    loading,
    stop,
    positionMs() {
      const atMs = player.current?.positionMs() ?? null;
      return atMs === null ? null : atMs + offset.current;
    },
    toggle(kind, preview, offsetMs) {
      if (playing === kind) stop();
      else void start(kind, preview, offsetMs);
    },
  };
}
