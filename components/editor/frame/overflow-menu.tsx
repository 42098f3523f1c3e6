"use client";

import { Copy, Download, Ellipsis, FileUp, Keyboard, Redo2, Search, Share2, Trash2, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { useEditor, useEditorServices } from "../state/editor-context";

export interface OverflowMenuProps {
  personaId: string;
  onShare: () => void;
  onImportOver: () => void;
}

/** What is not needed every minute. Whatever leaves this page saves first. */
export function OverflowMenu({ personaId, onShare, onImportOver }: OverflowMenuProps) {
  const router = useRouter();
  const { autosave } = useEditorServices();
  const readOnly = useEditor((state) => state.readOnly);
  const name = useEditor((state) => state.document.meta.name);
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const canUndo = useEditor((state) => state.history.past.length > 0);
  const canRedo = useEditor((state) => state.history.future.length > 0);
  const setPanels = useEditor((state) => state.setPanels);
  const [deleting, setDeleting] = useState(false);
  const path = `/api/personas/${encodeURIComponent(personaId)}`;

  async function exportFile() {
    await autosave.flush();
    window.location.assign(`${path}/export`);
  }

  async function duplicate() {
    try {
      await autosave.flush();
      const { id } = await api.post<{ id: string }>(`${path}/duplicate`);
      router.push(`/personas/${id}`);
      toast.success("Duplicated", { description: "You are now in the copy." });
    } catch (error) {
      toast.error("This persona could not be duplicated", { description: wordsOf(error) });
    }
  }

  async function remove() {
    try {
      await autosave.flush();
      await api.delete(path);
    } catch (error) {
      toast.error("This persona could not be deleted", { description: wordsOf(error) });
      throw error;
    }
    autosave.abandon();
    router.push("/personas");
    toast(`${name} deleted`, {
      undo: () => {
        void api
          .post(`${path}/restore`)
          .then(() => router.push(`/personas/${personaId}`))
          .catch((error) => toast.error("It could not be brought back", { description: wordsOf(error) }));
      },
    });
  }

  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="ghost" size="icon" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {readOnly ? null : (
          <>
            <DropdownMenuItem className="sm:hidden" disabled={!canUndo} onSelect={undo}>
              <Undo2 aria-hidden />
              Undo
            </DropdownMenuItem>
            <DropdownMenuItem className="sm:hidden" disabled={!canRedo} onSelect={redo}>
              <Redo2 aria-hidden />
              Redo
            </DropdownMenuItem>
            <DropdownMenuItem className="sm:hidden" onSelect={onShare}>
              <Share2 aria-hidden />
              Share a test call
            </DropdownMenuItem>
          </>
        )}
        <DropdownMenuItem onSelect={() => setPanels({ findOpen: true })}>
          <Search aria-hidden />
          Find a node
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setPanels({ shortcutsOpen: true })}>
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void exportFile()}>
          <Download aria-hidden />
          Export as file
        </DropdownMenuItem>
        {readOnly ? null : (
          <>
            <DropdownMenuItem onSelect={onImportOver}>
              <FileUp aria-hidden />
              Import over this persona
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => void duplicate()}>
              <Copy aria-hidden />
              Duplicate
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem danger onSelect={() => setDeleting(true)}>
              <Trash2 aria-hidden />
              Delete
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenu>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        description="It leaves the list and its share links stop working. You can undo this right afterwards; its calls stay in the history."
        confirmLabel="Delete persona"
        danger
        onConfirm={remove}
      />
    </>
  );
}
