"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useEditor } from "../state/editor-context";
import { agoWords } from "../state/save-state";
import type { ShadowCopy, ShadowDraft } from "../state/shadow-copy";

export interface DraftBannerProps {
  draft: ShadowDraft;
  shadow: ShadowCopy;
  /** the revision that is open now */
  revision: number;
}

/** Offers work that never reached the studio. Restoring is an edit like any other: it can be undone. */
export function DraftBanner({ draft, shadow, revision }: DraftBannerProps) {
  const edit = useEditor((state) => state.edit);
  const [open, setOpen] = useState(true);
  const [nowMs] = useState(() => Date.now());
  if (!open) return null;
  const behind = draft.baseRevision < revision;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-accent/8 px-4 py-2 text-sm">
      <History aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 flex-1 basis-64">
        Changes made on this computer {agoWords(nowMs - draft.atMs)} never reached the studio.
        {behind ? " The persona was saved from another place since; restoring replaces that." : ""}
      </p>
      <div className="flex gap-2">
        <Button
          size="sm"
          variant="primary"
          onClick={() => {
            setOpen(false);
            edit(() => draft.document);
          }}
        >
          Restore them
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setOpen(false);
            shadow.clear();
          }}
        >
          Discard
        </Button>
      </div>
    </div>
  );
}
