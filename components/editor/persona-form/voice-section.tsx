"use client";

import { AudioLines } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { voiceObstacle } from "@/lib/shared/voice-obstacle";
import { obstacleOf } from "@/lib/shared/voice-words";
import type { VoiceDetail } from "@/lib/shared/voices";
import { useEditor } from "../state/editor-context";
import { useVoiceLibrary } from "../state/voice-library";
import { Section } from "./section";
import { defaultVoice, sampleVoice, voiceLabel } from "./voice-choice";

const DEFAULT = "default";
const MISSING = "missing";

/** Whose voice the persona speaks with. Only voices with a recorded consent can be used in calls. */
export function VoiceSection() {
  const voice = useEditor((state) => state.document.voice);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const { data, error, reload } = useVoiceLibrary();
  const current = voice.kind === "default" ? DEFAULT : (voice.ref ?? MISSING);
  const chosen = data?.voices.find(({ id }) => id === current);
  const obstacle = data ? voiceObstacle(voice, data.voices) : null;
  // what was put right elsewhere counts as soon as the form is seen again
  useEffect(() => void reload(), [reload]);

  async function choose(id: string) {
    if (id === DEFAULT) return edit((document) => ({ ...document, voice: defaultVoice(document.voice) }));
    const summary = data?.voices.find((candidate) => candidate.id === id);
    if (!summary) return;
    const sha256 = await api.get<VoiceDetail>(`/api/voices/${encodeURIComponent(id)}`).then(
      (detail) => detail.sha256,
      () => null,
    );
    edit((document) => ({ ...document, voice: sampleVoice(document.voice, summary, sha256) }));
  }

  return (
    <Section field="voice" title="Voice">
      {data === undefined && !error ? (
        <Skeleton className="h-10" />
      ) : (
        <Select
          label="Voice"
          value={current}
          disabled={readOnly || data === undefined}
          onValueChange={(id) => void choose(id)}
          options={[
            { value: DEFAULT, label: "The speaker's own voice" },
            ...(current !== DEFAULT && !chosen ? [{ value: current, label: voice.name ?? "A voice from elsewhere", disabled: true }] : []),
            ...(data?.voices ?? []).map((candidate) => ({
              value: candidate.id,
              label: voiceLabel(candidate),
              disabled: candidate.id !== current && obstacleOf(candidate) !== null,
            })),
          ]}
        />
      )}
      {obstacle ? (
        <p className="text-sm text-warning">
          {obstacle.words}
          {obstacle.voiceId ? (
            <>
              {" "}
              <Link href={`/voices/${obstacle.voiceId}`} className="underline underline-offset-2">
                Open the voice
              </Link>
            </>
          ) : null}
        </p>
      ) : null}
      {error && data === undefined ? (
        <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
          Your voices could not be loaded.
          <Button size="sm" variant="ghost" onClick={() => void reload()}>
            Try again
          </Button>
        </p>
      ) : null}
      <p className="flex items-center gap-2 text-muted text-sm">
        <AudioLines aria-hidden className="size-4 shrink-0" />
        <span>
          Record or upload voices in the{" "}
          <Link href="/voices" className="text-accent underline underline-offset-2">
            voice library
          </Link>
          .
        </span>
      </p>
    </Section>
  );
}
