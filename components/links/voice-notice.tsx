import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { VoiceObstacle } from "@/lib/shared/voice-obstacle";

/** Says that no call can use the persona's voice as it is stored now, which is what a new link would call. */
export function VoiceNotice({ obstacle }: { obstacle: VoiceObstacle }) {
  return (
    <p role="status" className="flex items-start gap-2.5 rounded-lg border border-warning/35 bg-warning/8 p-4 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span className="min-w-0">
        <strong className="font-medium">Because of the persona’s voice, callers of a link made now cannot be answered.</strong>{" "}
        {obstacle.words}{" "}
        {obstacle.voiceId ? (
          <>
            <Link href={`/voices/${obstacle.voiceId}`} className="underline underline-offset-2">
              Open the voice
            </Link>
            , or choose another one.{" "}
          </>
        ) : null}
        A link that is made before another voice is chosen has to be updated then.
      </span>
    </p>
  );
}
