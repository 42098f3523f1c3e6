"use client";

import { AudioLines, Maximize2, Play, RotateCcw, Square } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { Spinner } from "@/components/ui/spinner";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { moveEdge, type Trim, type TrimEdge } from "@/lib/client/voice/trim";
import { formatPosition, formatSeconds } from "@/lib/shared/voice-words";
import type { VoiceDetail } from "@/lib/shared/voices";
import { PreviewPlayhead } from "./preview-playhead";
import { TrimHandle } from "./trim-handle";
import { type PreviewKind, usePreview } from "./use-preview";
import { Waveform } from "./waveform";

const EDGES = ["start", "end"] as const;

export interface TrimCardProps {
  voice: VoiceDetail;
  canEdit: boolean;
  onChanged: (voice: VoiceDetail) => void;
  /** true while another part is measured: the figures that are known are those of the part before it */
  onMeasuring: (measuring: boolean) => void;
}

/** The recording, the part of it that is used, and how both sound. */
export function TrimCard({ voice, canEdit, onChanged, onMeasuring }: TrimCardProps) {
  const { pending, error, fields, run, clear } = useSubmit();
  const { originalMs } = voice;
  const saved: Trim = { startMs: voice.trimStartMs, endMs: voice.trimEndMs };
  const [draft, setDraft] = useState<Trim>();
  const preview = usePreview();
  const trim = draft ?? saved;
  const changed = trim.startMs !== saved.startMs || trim.endMs !== saved.endMs;
  const whole = trim.startMs === 0 && trim.endMs === originalMs;

  function change(next: Trim | undefined) {
    preview.stop();
    clear();
    setDraft(next);
  }

  const move = (edge: TrimEdge, atMs: number) => change(moveEdge(trim, edge, atMs, originalMs));

  async function save() {
    preview.stop();
    onMeasuring(true);
    try {
      onChanged(await api.patch<VoiceDetail>(`/api/voices/${voice.id}`, { trimStartMs: trim.startMs, trimEndMs: trim.endMs }));
      setDraft(undefined);
    } finally {
      onMeasuring(false);
    }
  }

  const audioUrl = `/api/voices/${voice.id}/audio`;
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>Recording</CardTitle>
          <CardDescription>
            {canEdit
              ? "Drag the handles to the clearest part. Only the part between them becomes the voice."
              : "The part between the handles is the voice."}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <div className="overflow-hidden rounded-lg border border-line bg-surface-raised/50 px-4">
          <div className="relative h-36">
            <Waveform peaks={voice.peaks} trim={trim} originalMs={originalMs} />
            <Shade fromMs={0} toMs={trim.startMs} originalMs={originalMs} />
            <Shade fromMs={trim.endMs} toMs={originalMs} originalMs={originalMs} />
            <div
              aria-hidden
              className="pointer-events-none absolute inset-y-0 border-agent border-y-2"
              style={{ left: `${(trim.startMs / originalMs) * 100}%`, right: `${100 - (trim.endMs / originalMs) * 100}%` }}
            />
            <PreviewPlayhead positionMs={preview.positionMs} originalMs={originalMs} />
            {EDGES.map((edge) => (
              <TrimHandle
                key={edge}
                edge={edge}
                trim={trim}
                originalMs={originalMs}
                disabled={!canEdit || pending}
                onMove={(atMs) => move(edge, atMs)}
              />
            ))}
          </div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm tabular-nums" data-testid="trim-figures">
            <Figure name="From" value={formatPosition(trim.startMs)} />
            <Figure name="To" value={formatPosition(trim.endMs)} />
            <Figure name="Selected" value={`${formatSeconds(trim.endMs - trim.startMs)} of ${formatSeconds(originalMs)}`} />
          </dl>
          {canEdit ? (
            <div className="-mr-3 flex max-sm:-ml-3">
              <Button size="sm" variant="ghost" disabled={whole || pending} onClick={() => change({ startMs: 0, endMs: originalMs })}>
                <Maximize2 aria-hidden />
                Whole
              </Button>
              <Button size="sm" variant="ghost" disabled={!changed || pending} onClick={() => change(undefined)}>
                <RotateCcw aria-hidden />
                Reset
              </Button>
            </div>
          ) : null}
        </div>
        <FormError message={error ?? fields.trimEndMs ?? fields.trimStartMs} />
        <div className="flex flex-wrap gap-2">
          <PreviewButton
            kind="selection"
            preview={preview}
            label="Play the selection"
            onToggle={() => preview.toggle("selection", { url: `${audioUrl}?variant=original`, fromMs: trim.startMs, toMs: trim.endMs }, 0)}
          />
          <PreviewButton
            kind="normalised"
            preview={preview}
            label="Play as the model hears it"
            disabled={changed || voice.level === "error"}
            onToggle={() =>
              preview.toggle(
                "normalised",
                { url: `${audioUrl}?variant=normalised&sha256=${voice.sha256}`, fromMs: 0, toMs: null },
                voice.trimStartMs,
              )
            }
          />
          {canEdit ? (
            <Button
              variant="primary"
              className="max-sm:w-full sm:ml-auto"
              disabled={!changed}
              pending={pending}
              onClick={() => void run(save)}
            >
              Save trim
            </Button>
          ) : null}
        </div>
        <p role="status" className="text-muted text-sm">
          {pending
            ? "Measuring and levelling the selection."
            : voice.level === "error"
              ? "The saved part did not pass its checks, so the model would hear nothing."
              : changed
                ? "Save the trim to hear it as the model does, and to see its figures."
                : "The model hears it in mono, at 24 kHz and −24 LUFS."}
        </p>
      </CardContent>
    </Card>
  );
}

function Shade({ fromMs, toMs, originalMs }: { fromMs: number; toMs: number; originalMs: number }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 bg-foreground/7"
      style={{ left: `${(fromMs / originalMs) * 100}%`, width: `${((toMs - fromMs) / originalMs) * 100}%` }}
    />
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}

interface PreviewButtonProps {
  kind: PreviewKind;
  preview: { playing: PreviewKind | null; loading: boolean };
  label: string;
  disabled?: boolean;
  onToggle: () => void;
}

function PreviewButton({ kind, preview, label, disabled = false, onToggle }: PreviewButtonProps) {
  const playing = preview.playing === kind;
  const Icon = playing ? (preview.loading ? Spinner : Square) : kind === "selection" ? Play : AudioLines;
  return (
    <Button disabled={disabled} className="max-sm:w-full" onClick={onToggle}>
      <Icon aria-hidden />
      {playing ? "Stop" : label}
    </Button>
  );
}
