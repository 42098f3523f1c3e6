"use client";

import { EXECUTION_MODES } from "@duologue/persona";
import { ArrowLeft, Phone, Redo2, Share2, Undo2 } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { MODE_WORDS } from "@/lib/shared/mode-words";
import { useEditor } from "../state/editor-context";
import { NameField } from "./name-field";
import { OverflowMenu } from "./overflow-menu";
import { ProblemsChip } from "./problems-chip";
import { SaveStatus } from "./save-status";

export interface TopBarProps {
  personaId: string;
  onShare: () => void;
  onImportOver: () => void;
  onShowConflict: () => void;
}

/** Back, name, problems, saving, undo, share, call. On phones the rarer ones move into the menu. */
export function TopBar({ personaId, onShare, onImportOver, onShowConflict }: TopBarProps) {
  const readOnly = useEditor((state) => state.readOnly);
  const mode = useEditor((state) => state.document.engine.mode);
  const canUndo = useEditor((state) => state.history.past.length > 0);
  const canRedo = useEditor((state) => state.history.future.length > 0);
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const callOpen = useEditor((state) => state.panels.callOpen);
  const underWay = useEditor((state) => state.callProgress === "underWay");
  const isFolded = underWay && !callOpen;
  const setPanels = useEditor((state) => state.setPanels);

  return (
    <header className="flex h-14 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:px-3">
      <Tooltip label="All personas" side="bottom">
        <Button variant="ghost" size="icon" asChild>
          <Link href="/personas" aria-label="Back to all personas">
            <ArrowLeft aria-hidden />
          </Link>
        </Button>
      </Tooltip>
      <NameField />
      {EXECUTION_MODES.includes(mode) ? (
        <Tooltip label={MODE_WORDS[mode].explanation} side="bottom">
          <button
            type="button"
            onClick={() => setPanels({ tab: "persona", inspectorOpen: true })}
            className="hidden h-6 items-center rounded-full border border-line bg-surface-raised px-2.5 font-medium text-muted text-xs hover:text-foreground lg:inline-flex"
          >
            {MODE_WORDS[mode].label}
          </button>
        </Tooltip>
      ) : null}
      <ProblemsChip />
      <div className="ml-auto flex items-center gap-1.5">
        <SaveStatus onShowConflict={onShowConflict} />
        {readOnly ? null : (
          <div className="hidden items-center sm:flex">
            <Tooltip label="Undo" shortcut="Ctrl Z" side="bottom">
              <Button variant="ghost" size="icon" aria-label="Undo" disabled={!canUndo} onClick={undo}>
                <Undo2 aria-hidden />
              </Button>
            </Tooltip>
            <Tooltip label="Redo" shortcut="Ctrl Shift Z" side="bottom">
              <Button variant="ghost" size="icon" aria-label="Redo" disabled={!canRedo} onClick={redo}>
                <Redo2 aria-hidden />
              </Button>
            </Tooltip>
          </div>
        )}
        {readOnly ? null : (
          <Button size="sm" className="hidden sm:inline-flex" onClick={onShare}>
            <Share2 aria-hidden />
            Share
          </Button>
        )}
        <Tooltip label={callWords(callOpen, underWay)} shortcut="Alt R" side="bottom">
          <Button
            variant={isFolded ? "secondary" : "primary"}
            size="sm"
            className={cn(isFolded && "rounded-full border-success/50 bg-success/10 text-success hover:bg-success/16")}
            aria-pressed={callOpen}
            onClick={() => setPanels({ callOpen: !callOpen })}
          >
            {isFolded ? <span aria-hidden className="size-2 animate-pulse rounded-full bg-current" /> : <Phone aria-hidden />}
            {isFolded ? "In call" : "Call"}
            {isFolded ? <span className="sr-only">, show the call panel</span> : null}
          </Button>
        </Tooltip>
        <OverflowMenu personaId={personaId} onShare={onShare} onImportOver={onImportOver} />
      </div>
    </header>
  );
}

function callWords(open: boolean, underWay: boolean): string {
  if (open) return underWay ? "Fold the call panel; the call goes on" : "Close the call panel";
  return underWay ? "The call goes on: show its panel" : "Test the persona as it is now";
}
