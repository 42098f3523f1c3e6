"use client";

import { useEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";

/** The browser's own player for a sound that is still on this machine; says so where the browser cannot play it. */
export function FileSound({ file, className }: { file: File; className?: string }) {
  const [url, setUrl] = useState<string>();
  const [unplayable, setUnplayable] = useState(false);

  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    setUnplayable(false);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  if (unplayable) {
    return (
      <p className={cn("text-muted text-sm", className)}>
        This browser cannot play the file. The studio looks at it when it has been sent.
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: a recording of one person reading aloud, to be judged by its sound
    <audio
      controls
      preload="metadata"
      aria-label="The recording"
      src={url}
      onLoadedMetadata={(event) => seekToEnd(event.currentTarget)}
      onDurationChange={(event) => seekBack(event.currentTarget)}
      onError={() => {
        if (url) setUnplayable(true);
      }}
      className={cn("h-10 w-full", className)}
    />
  );
}

/** Browsers record without writing down how long it became; they learn it by going to the end. */
function seekToEnd(sound: HTMLAudioElement): void {
  if (sound.duration === Number.POSITIVE_INFINITY) sound.currentTime = Number.MAX_SAFE_INTEGER;
}

function seekBack(sound: HTMLAudioElement): void {
  if (Number.isFinite(sound.duration) && sound.paused && sound.currentTime > 0) sound.currentTime = 0;
}
