"use client";

import { Circle, Mic, RotateCcw, Square } from "lucide-react";
import { MicrophonePicker } from "@/components/call/microphone-picker";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { LevelMeter } from "@/components/ui/level-meter";
import { MICROPHONE_WORDS, type MicrophoneIssue } from "@/lib/client/call/microphone-issue";
import { useDeviceChoice } from "@/lib/client/call/use-device-choice";
import { FileSound } from "./file-sound";
import { READING_TEXT } from "./reading-text";
import { RecordingClock } from "./recording-clock";
import { useRecorder } from "./use-recorder";

const CANNOT_RECORD = "This browser cannot record. Use a current Chrome, Edge, Firefox or Safari, or upload a file.";

function issueWords(issue: MicrophoneIssue): string {
  if (issue === "unsupported") return CANNOT_RECORD;
  const { title, advice } = MICROPHONE_WORDS[issue];
  return `${title}. ${advice}`;
}

/** A voice recorded here and now: allow the microphone, read the text, listen, take it or do it again. */
export function RecordTab({ onUse }: { onUse: (file: File) => void }) {
  const choice = useDeviceChoice();
  const { state, open, record, stop, levelDb, elapsedMs } = useRecorder();
  const start = (deviceId: string | null) => void open(deviceId).then(choice.refresh);

  if (state.kind === "off" || state.kind === "opening" || state.kind === "failed") {
    return (
      <div className="flex flex-col gap-4">
        <FormError message={state.kind === "failed" ? issueWords(state.issue) : undefined} />
        <MicrophonePicker choice={choice} onMicrophone={(id) => choice.choose("microphoneId", id)} />
        <div className="flex flex-col items-center gap-4 rounded-lg border border-line-strong border-dashed px-6 py-10 text-center">
          <Mic aria-hidden className="size-5 text-muted" />
          <p className="max-w-sm text-balance text-muted text-sm">
            You read a short text aloud, in a quiet room, a hand's width from the microphone. Nothing is recorded before you say so.
          </p>
          <Button variant="primary" pending={state.kind === "opening"} onClick={() => start(choice.microphoneId)}>
            {state.kind === "failed" ? "Try again" : "Allow the microphone"}
          </Button>
        </div>
      </div>
    );
  }

  if (state.kind === "done") {
    return (
      <div className="flex flex-col gap-4">
        <p className="font-medium text-sm" role="status">
          Listen again. Is it clear, without noise and without anybody else?
        </p>
        <FileSound file={state.file} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => start(choice.microphoneId)}>
            <RotateCcw aria-hidden />
            Take again
          </Button>
          <Button variant="primary" onClick={() => onUse(state.file)}>
            Use this
          </Button>
        </div>
      </div>
    );
  }

  const recording = state.kind === "recording";
  return (
    <div className="flex flex-col gap-4">
      <MicrophonePicker
        choice={choice}
        disabled={recording}
        onMicrophone={(id) => {
          choice.choose("microphoneId", id);
          start(id);
        }}
      />
      <figure className="rounded-lg border border-line bg-surface-raised/50 px-4 py-3.5">
        <figcaption className="mb-2 text-muted text-xs">
          Read this aloud, as you would speak on the phone. Ten seconds are enough.
        </figcaption>
        <div className="flex flex-col gap-2 text-[15px] leading-relaxed">
          {READING_TEXT.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </figure>
      <div className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-3 text-sm">
          <span className="text-muted">{recording ? "Recording" : "Say something: the bar should move."}</span>
          {recording ? <RecordingClock elapsedMs={elapsedMs} /> : null}
        </div>
        <LevelMeter label="Microphone level" levelDb={levelDb} />
      </div>
      {recording ? (
        <Button variant="danger" className="self-end" onClick={stop}>
          <Square aria-hidden className="fill-current" />
          Stop
        </Button>
      ) : (
        <Button variant="primary" className="self-end" onClick={record}>
          <Circle aria-hidden className="fill-current" />
          Start recording
        </Button>
      )}
    </div>
  );
}
