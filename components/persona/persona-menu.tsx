"use client";

import { Copy, Download, Ellipsis, FileUp, Link2, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import type { PersonaSummary } from "@/lib/shared/personas";

export interface PersonaIntents {
  onRename: () => void;
  onDuplicate: () => void;
  onImportOver: () => void;
  onDelete: () => void;
}

/** What can be done with a persona from the list; viewers may only export. */
export function PersonaMenu({
  persona,
  canEdit,
  onRename,
  onDuplicate,
  onImportOver,
  onDelete,
}: PersonaIntents & { persona: PersonaSummary; canEdit: boolean }) {
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" size="icon" aria-label={`Actions for ${persona.name}`} className="relative z-10">
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {canEdit ? (
        <>
          <DropdownMenuItem onSelect={onRename}>
            <Pencil aria-hidden />
            Rename
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={onDuplicate}>
            <Copy aria-hidden />
            Duplicate
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={`/links?share=${persona.id}`}>
              <Link2 aria-hidden />
              Share a test call
            </Link>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
        </>
      ) : null}
      <DropdownMenuItem asChild>
        <a href={`/api/personas/${persona.id}/export`} download>
          <Download aria-hidden />
          Export as file
        </a>
      </DropdownMenuItem>
      {canEdit ? (
        <>
          <DropdownMenuItem onSelect={onImportOver}>
            <FileUp aria-hidden />
            Import over it
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger onSelect={onDelete}>
            <Trash2 aria-hidden />
            Delete
          </DropdownMenuItem>
        </>
      ) : null}
    </DropdownMenu>
  );
}
