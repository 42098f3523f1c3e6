"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { useEditorServices } from "../state/editor-context";

export interface ConflictDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** loads the stored persona anew, dropping what is here */
  onReload: () => void;
}

/** Two people changed the same persona. Nothing is lost until somebody has chosen. */
export function ConflictDialog({ open, onOpenChange, onReload }: ConflictDialogProps) {
  const { store, autosave } = useEditorServices();
  const router = useRouter();
  const [pending, setPending] = useState<"copy" | "overwrite" | null>(null);

  async function keepAsCopy() {
    setPending("copy");
    try {
      const mine = store.getState().document;
      const name = `${mine.meta.name} (my changes)`.slice(0, 120);
      const { id } = await api.post<{ id: string }>("/api/personas", { document: { ...mine, meta: { ...mine.meta, name } } });
      autosave.abandon();
      router.push(`/personas/${id}`);
      toast.success("Your changes are in a persona of their own");
    } catch (error) {
      toast.error("The copy could not be made", { description: wordsOf(error) });
    } finally {
      setPending(null);
    }
  }

  async function overwrite() {
    setPending("overwrite");
    await autosave.overwrite();
    setPending(null);
    if (autosave.getState().kind !== "conflict") onOpenChange(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Somebody else changed this persona"
      description="It was saved from another place after you opened it here. Your changes are still here and on this computer; nothing was overwritten."
    >
      <ul className="flex flex-col gap-3">
        <Choice
          title="Keep mine as a copy"
          text="Makes a new persona out of your changes and opens it. Theirs stays as it is. A running test call ends."
        >
          <Button variant="primary" pending={pending === "copy"} disabled={pending !== null} onClick={() => void keepAsCopy()}>
            Keep as a copy
          </Button>
        </Choice>
        <Choice title="Reload theirs" text="Drops what you changed here and shows the newest saved state. A running test call ends.">
          <Button
            disabled={pending !== null}
            onClick={() => {
              autosave.abandon();
              onOpenChange(false);
              onReload();
            }}
          >
            Reload theirs
          </Button>
        </Choice>
        <Choice title="Overwrite theirs" text="Saves what you see here over what they saved.">
          <Button variant="danger" pending={pending === "overwrite"} disabled={pending !== null} onClick={() => void overwrite()}>
            Overwrite
          </Button>
        </Choice>
      </ul>
    </Dialog>
  );
}

function Choice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line p-4">
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="font-medium text-sm">{title}</h3>
        <p className="mt-0.5 text-muted text-sm">{text}</p>
      </div>
      {children}
    </li>
  );
}
