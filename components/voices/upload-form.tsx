"use client";

import { FileAudio } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { useSubmit } from "@/lib/client/use-submit";
import { uploadVoice } from "@/lib/client/voice/upload-voice";
import { formatBytes } from "@/lib/shared/format";
import type { VoiceDetail } from "@/lib/shared/voices";
import { FileSound } from "./file-sound";

export interface UploadFormProps {
  file: File;
  initialName: string;
  onBack: () => void;
  onAdded: (voice: VoiceDetail) => void;
}

/** The chosen sound gets its name and is sent. */
export function UploadForm({ file, initialName, onBack, onAdded }: UploadFormProps) {
  const { pending, error, fields, handle, handleChange } = useSubmit();
  const [name, setName] = useState(initialName);
  const [sent, setSent] = useState(0);
  const [done, setDone] = useState(false);
  const stopper = useRef<AbortController>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  async function send() {
    setSent(0);
    const controller = new AbortController();
    stopper.current = controller;
    try {
      const voice = await uploadVoice({ file, name: name.trim(), onProgress: setSent, signal: controller.signal });
      setDone(true);
      onAdded(voice);
    } catch (cause) {
      if (!controller.signal.aborted) throw cause;
    }
  }

  const busy = pending || done;
  const progress = Math.floor(sent * 100);
  return (
    <form method="post" onSubmit={handle(send)} onChange={handleChange} className="flex flex-col gap-5">
      <FormError message={error ?? fields.file} />
      <div className="rounded-lg border border-line bg-surface-raised/50 p-3">
        <div className="flex items-center gap-3">
          <FileAudio aria-hidden className="size-5 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate font-medium text-sm">{file.name}</span>
          <span className="shrink-0 text-muted text-sm tabular-nums">{formatBytes(file.size)}</span>
        </div>
        <FileSound file={file} className="mt-3" />
      </div>
      <Field label="Name" hint="How your team finds it. Callers never see it." error={fields.name}>
        <Input
          name="name"
          autoFocus
          required
          maxLength={80}
          placeholder="Ada, calm"
          disabled={busy}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      {busy ? (
        <div className="flex flex-col gap-2">
          <div className="flex justify-between gap-3 text-muted text-sm" role="status">
            <span>{sent < 1 ? "Sending the recording" : "Listening to it and measuring"}</span>
          </div>
          <Progress label="Upload" value={sent < 1 ? progress : null} />
        </div>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {busy ? (
          <Button onClick={() => stopper.current?.abort()} disabled={done}>
            Stop
          </Button>
        ) : (
          <Button onClick={onBack}>Choose another</Button>
        )}
        <Button type="submit" variant="primary" pending={busy} disabled={name.trim() === ""}>
          Add voice
        </Button>
      </div>
    </form>
  );
}
