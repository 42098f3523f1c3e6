"use client";

import type { PersonaDocument } from "@duologue/persona";
import { AudioLines } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useEditor } from "../state/editor-context";
import { Section } from "./section";
import { useVoices, type VoiceChoice } from "./use-voices";

const DEFAULT = "default";

/** Whose voice the persona speaks with. Only voices with a recorded consent can be used in calls. */
export function VoiceSection() {
  const voice = useEditor((state) => state.document.voice);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const { state, reload } = useVoices();
  const current = voice.kind === "default" ? DEFAULT : (voice.ref ?? "");
  const known = state.kind === "loaded" && state.voices.some(({ id }) => id === current);
  const foreign = current !== DEFAULT && !known;

  function choose(id: string) {
    const chosen = state.kind === "loaded" ? state.voices.find((candidate) => candidate.id === id) : undefined;
    if (id !== DEFAULT && !chosen) return;
    edit((document) => ({ ...document, voice: chosen ? sampleVoice(document.voice, chosen) : defaultVoice(document.voice) }));
  }

  return (
    <Section field="voice" title="Voice">
      {state.kind === "loading" ? (
        <Skeleton className="h-10" />
      ) : (
        <Select
          label="Voice"
          value={current || "missing"}
          disabled={readOnly || state.kind === "failed"}
          onValueChange={choose}
          options={[
            { value: DEFAULT, label: "The speaker's own voice" },
            ...(foreign ? [{ value: current || "missing", label: `${voice.name ?? "A voice"} (not in this studio)`, disabled: true }] : []),
            ...(state.kind === "loaded" ? state.voices.map(voiceOption) : []),
          ]}
        />
      )}
      {foreign && state.kind === "loaded" ? (
        <p className="text-sm text-warning">
          This voice is not in your library: it was deleted, or the persona came from another studio. Choose another one.
        </p>
      ) : null}
      {state.kind === "failed" ? (
        <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
          Your voices could not be loaded.
          <Button size="sm" variant="ghost" onClick={reload}>
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

function voiceOption(voice: VoiceChoice) {
  const seconds = voice.seconds === null ? "" : `, ${voice.seconds.toFixed(1)} s`;
  return { value: voice.id, label: `${voice.name}${seconds}${voice.usable ? "" : ", consent missing"}` };
}

function defaultVoice(before: PersonaDocument["voice"]): PersonaDocument["voice"] {
  return { ...before, kind: "default", ref: null, name: null, sha256: null, seconds: null, consent: null };
}

function sampleVoice(before: PersonaDocument["voice"], voice: VoiceChoice): PersonaDocument["voice"] {
  return {
    ...before,
    kind: "sample",
    ref: voice.id,
    name: voice.name,
    sha256: voice.sha256,
    seconds: voice.seconds,
    consent: voice.consent,
  };
}
