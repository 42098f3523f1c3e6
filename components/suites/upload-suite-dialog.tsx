"use client";

import { ProtocolError } from "@duologue/protocol";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FileDrop } from "@/components/ui/file-drop";
import { FormError } from "@/components/ui/form-error";
import { Spinner } from "@/components/ui/spinner";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { formatBytes } from "@/lib/shared/format";
import { MAX_SUITE_BYTES, type SuiteReply } from "@/lib/shared/suites";

const MOST_PLACES = 8;

export interface UploadSuiteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** the file takes this suite's place */
  replaces?: { id: string; title: string } | undefined;
  onUploaded: (reply: SuiteReply) => void;
}

/** A .suite.json, or a zip of one with its sounds: checked whole before it is stored; what is wrong is named place by place. */
export function UploadSuiteDialog({ open, onOpenChange, replaces, onUploaded }: UploadSuiteDialogProps) {
  const submit = useSubmit();
  const [file, setFile] = useState("");
  const places = Object.entries(submit.fields);

  async function send(chosen: File) {
    setFile(chosen.name);
    if (chosen.size > MAX_SUITE_BYTES) {
      const size = formatBytes(MAX_SUITE_BYTES);
      throw new ProtocolError("too_large", `Expected a suite of at most ${size}, received ${formatBytes(chosen.size)}. Cut its sounds.`);
    }
    const form = new FormData();
    form.set("file", chosen);
    onUploaded(replaces ? await api.put<SuiteReply>(`/api/suites/${replaces.id}`, form) : await api.post<SuiteReply>("/api/suites", form));
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) submit.clear();
        onOpenChange(next);
      }}
      title={replaces ? `Replace ${replaces.title}` : "Upload a suite"}
      description={
        replaces
          ? "The file takes the suite’s place; it may play the sounds that the suite holds. Runs that were started keep what they were started with."
          : "A file that ends in .suite.json, or a zip of one with the wavs that it plays. It is checked whole before anything is stored."
      }
    >
      <div className="flex flex-col gap-5">
        <FormError message={submit.error} />
        {places.length > 0 ? (
          <div role="alert" className="rounded-lg border border-danger/30 bg-danger/8 px-4 py-3 text-sm">
            <p className="font-medium text-danger">
              {file} was not stored: {places.length === 1 ? "one place needs" : `${places.length} places need`} another look.
            </p>
            <ul className="mt-2 flex flex-col gap-1.5">
              {places.slice(0, MOST_PLACES).map(([place, words]) => (
                <li key={place} className="break-words">
                  <span className="font-mono text-xs">{place}</span>: {words}
                </li>
              ))}
              {places.length > MOST_PLACES ? <li className="text-muted">and {places.length - MOST_PLACES} more</li> : null}
            </ul>
          </div>
        ) : null}
        {submit.pending ? (
          <div className="grid place-items-center py-12">
            <Spinner label="Checking the suite" />
          </div>
        ) : (
          <FileDrop
            label="Choose a suite file"
            hint={`or drop it here. A .suite.json, or a .zip of at most ${MAX_SUITE_BYTES / 1_000_000}\u00a0MB.`}
            accept=".json,.zip,application/json,application/zip"
            onFile={(chosen) => void submit.run(() => send(chosen))}
          />
        )}
        <p className="text-muted text-sm">
          The format is described by{" "}
          <a href="/schema/suite/1.0.json" target="_blank" rel="noreferrer" className="text-foreground underline underline-offset-4">
            its JSON Schema
          </a>
          ; download a bundled suite to have an example.
        </p>
      </div>
    </Dialog>
  );
}
