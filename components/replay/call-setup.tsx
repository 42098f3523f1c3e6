import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { CallDetail } from "@/lib/shared/calls";

/** What the call was made of: enough to make it again. */
export function CallSetup({ call }: { call: CallDetail }) {
  const { sampling, speaker } = call;
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
        <Row name="Mode">{call.program.mode}</Row>
        <Row name="Answered by">{speaker ? speaker.title : "Nobody"}</Row>
        {speaker ? <Row name="Device">{speaker.device}</Row> : null}
        <Row name="Voice">{call.voice ? (call.voice.name ?? "Deleted since") : "The speaker's own"}</Row>
        <Row name="Sampling">
          text {sampling.textTemperature} / {sampling.textTopK}, audio {sampling.audioTemperature} / {sampling.audioTopK}
        </Row>
        <Row name="Seed">
          <span className="font-mono text-xs">{call.seed}</span>
        </Row>
        <Hash name="Prompt hash" value={call.promptSha256} />
        {call.voice ? <Hash name="Voice hash" value={call.voice.sha256} /> : null}
        {speaker?.weightsSha256 ? <Hash name="Weights hash" value={speaker.weightsSha256} /> : null}
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
