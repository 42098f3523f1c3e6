"use client";

import type { PersonaDocument } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FileDrop } from "@/components/ui/file-drop";
import { FormError } from "@/components/ui/form-error";
import { Spinner } from "@/components/ui/spinner";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { formatBytes } from "@/lib/shared/format";
import type { ImportReply, ImportPreview as Preview } from "@/lib/shared/personas";
import { ImportPreview } from "./import-preview";

const MAX_BYTES = 2_000_000;

export interface ImportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** import over this persona instead of making a new one */
  replaces?: { id: string; name: string } | undefined;
  /** a persona that is open in its editor: it takes the file as an edit, and nothing is stored past it */
  onDocument?: (document: PersonaDocument) => Promise<void>;
  onImported?: (reply: ImportReply) => void;
}

/** A persona file: choose it, see what it will do, then import it. Nothing is stored before the last click. */
export function ImportDialog({ open, onOpenChange, replaces, onDocument, onImported }: ImportDialogProps) {
  const { pending, error, run, clear } = useSubmit();
  const [chosen, setChosen] = useState<{ text: string; preview: Preview }>();
  const target = replaces ? { personaId: replaces.id } : {};

  function reset() {
    setChosen(undefined);
    clear();
  }

  async function look(file: File) {
    setChosen(undefined);
    if (file.size > MAX_BYTES) {
      throw new ProtocolError(
        "too_large",
        `Expected a persona file of at most ${formatBytes(MAX_BYTES)}, received ${formatBytes(file.size)}.`,
      );
    }
    const text = await file.text();
    const preview = await api.post<Preview>("/api/personas/import?preview=1", { text, ...target });
    setChosen({ text, preview });
  }

  async function store() {
    if (!chosen) return;
    if (onDocument) await onDocument(chosen.preview.document);
    else onImported?.(await api.post<ImportReply>("/api/personas/import", { text: chosen.text, ...target }));
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) reset();
        onOpenChange(next);
      }}
      title={replaces ? `Import over ${replaces.name}` : "Import a persona"}
      description="A file that ends in .persona.json, made by this studio or another one. You see what it will do before anything is stored."
      footer={
        chosen ? (
          <>
            <Button onClick={reset} disabled={pending}>
              Choose another file
            </Button>
            <Button variant="primary" pending={pending} onClick={() => void run(store)}>
              {replaces ? "Import over it" : "Import persona"}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-5">
        <FormError message={error} />
        {chosen ? (
          <ImportPreview preview={chosen.preview} replaces={replaces !== undefined} />
        ) : pending ? (
          <div className="grid place-items-center py-12">
            <Spinner label="Reading the file" />
          </div>
        ) : (
          <FileDrop
            label="Choose a persona file"
            hint="or drop it here"
            accept=".json,application/json"
            onFile={(file) => void run(() => look(file))}
          />
        )}
      </div>
    </Dialog>
  );
}
