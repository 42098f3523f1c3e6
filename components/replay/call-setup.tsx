import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { CallDetail } from "@/lib/shared/calls";
import { deviceWords } from "@/lib/shared/device-words";
import { MODE_WORDS } from "@/lib/shared/mode-words";
import { samplingWords } from "@/lib/shared/sampling-words";

/** What the call was made of: enough to make it again. What only a model goes by is left out where a scripted voice spoke. */
export function CallSetup({ call }: { call: CallDetail }) {
  const { sampling, speaker } = call;
  const isScripted = speaker?.kind === "rehearsal";
  const voice = isScripted ? null : call.voice;
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-col gap-2.5 text-sm">
        <Row name="Persona">
          {call.personaId ? (
            <Link
              href={`/personas/${call.personaId}`}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {call.personaName}
            </Link>
          ) : (
            `${call.personaName} (deleted since)`
          )}
        </Row>
        <Row name="Version">{call.versionNumber === null ? "The draft at that moment" : `Version ${call.versionNumber}`}</Row>
        <Row name="Mode">{MODE_WORDS[call.program.mode].label}</Row>
        <Row name="Answered by">{speaker ? speaker.title : "Nobody"}</Row>
        {speaker ? <Row name="Device">{deviceWords(speaker.device)}</Row> : null}
        <Row name="Voice">{voice ? (voice.name ?? "Deleted since") : "The speaker's own"}</Row>
        {isScripted ? null : (
          <>
            <Row name="Sampling">
              text {sampling.textTemperature} / {sampling.textTopK}, audio {sampling.audioTemperature} / {sampling.audioTopK}
              <span className="block text-muted">{samplingWords(sampling, speaker)}</span>
            </Row>
            <Row name="Seed">
              <span className="font-mono text-xs">{call.seed}</span>
            </Row>
          </>
        )}
        <Hash name="Prompt hash" value={call.promptSha256} />
        {voice ? <Hash name="Voice hash" value={voice.sha256} /> : null}
        {speaker?.weightsSha256 && !isScripted ? <Hash name="Weights hash" value={speaker.weightsSha256} /> : null}
      </dl>
      <details className="rounded-lg border border-line">
        <summary className="px-3 py-2 font-medium text-sm">The prompt</summary>
        <div className="border-line border-t p-3">
          <p className="whitespace-pre-wrap break-words font-mono text-xs leading-relaxed">{call.prompt}</p>
          <CopyButton value={call.prompt} label="Copy the prompt" size="sm" className="mt-3" />
        </div>
      </details>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 break-words text-right">{children}</dd>
    </div>
  );
}

function Hash({ name, value }: { name: string; value: string }) {
  return (
    <Row name={name}>
      <span className="font-mono text-xs" title={value}>
        {value.slice(0, 12)}
      </span>
    </Row>
  );
}
