"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { NODE_KIND_LIST } from "@/components/canvas/core/node-kinds";
import { PALETTE_MIME } from "@/components/canvas/react/flow-canvas";
import { KindTile } from "@/components/canvas/react/kind-tile";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";

/** The node kinds: drag one onto the canvas, or click it to put it in the middle of the view. */
export function Palette() {
  const open = useEditor((state) => state.panels.paletteOpen);
  const setPanels = useEditor((state) => state.setPanels);
  return (
    <aside
      aria-label="Palette"
      className={cn(
        "flex shrink-0 flex-col overflow-hidden border-line border-r bg-surface transition-[width] duration-200",
        open ? "w-56" : "w-12",
      )}
    >
      <div className={cn("flex h-11 shrink-0 items-center", open ? "justify-between pr-1.5 pl-4" : "justify-center")}>
        {open ? <h2 className="font-medium text-[13px]">Add</h2> : null}
        <Tooltip label={open ? "Fold the palette" : "Unfold the palette"} shortcut="Ctrl B" side="right">
          <Button
            variant="ghost"
            size="icon"
            className="size-8"
            aria-expanded={open}
            aria-label={open ? "Fold the palette" : "Unfold the palette"}
            onClick={() => setPanels({ paletteOpen: !open })}
          >
            {open ? <PanelLeftClose aria-hidden /> : <PanelLeftOpen aria-hidden />}
          </Button>
        </Tooltip>
      </div>
      <PaletteList narrow={!open} />
      {open ? (
        <p className="mt-auto border-line border-t px-4 py-3 text-muted text-xs leading-relaxed">
          Drag onto the canvas, or click to add in the middle. Drag from the dot below a node to connect it.
        </p>
      ) : null}
    </aside>
  );
}

export interface PaletteListProps {
  /** icons only */
  narrow?: boolean;
  onAdded?: () => void;
}

export function PaletteList({ narrow = false, onAdded }: PaletteListProps) {
  const actions = useEditorActions();
  const hasStart = useEditor((state) => Object.values(state.document.flow.nodes).some((node) => node.type === "start"));
  return (
    <ul className={cn("flex flex-col gap-1", narrow ? "items-center px-1.5" : "px-2")}>
      {NODE_KIND_LIST.map((kind) => {
        const spent = kind.type === "start" && hasStart;
        const button = (
          <button
            type="button"
            aria-label={narrow ? `Add ${kind.label}` : undefined}
            disabled={spent}
            draggable={!spent}
            onDragStart={(event) => {
              event.dataTransfer.setData(PALETTE_MIME, kind.type);
              event.dataTransfer.effectAllowed = "copy";
            }}
            onClick={() => {
              actions.addAtCentre(kind.type);
              onAdded?.();
            }}
            className={cn(
              "flex w-full items-start gap-2.5 rounded-lg border border-transparent text-left transition-colors enabled:cursor-grab enabled:hover:border-line enabled:hover:bg-surface-raised disabled:opacity-50",
              narrow ? "p-1" : "p-2",
            )}
          >
            <KindTile type={kind.type} />
            {narrow ? null : (
              <span className="min-w-0">
                <span className="block font-medium text-[13px] leading-tight">{kind.label}</span>
                <span className="mt-0.5 block text-muted text-xs leading-snug">{spent ? "There is one already." : kind.explanation}</span>
              </span>
            )}
          </button>
        );
        return (
          <li key={kind.type} className={narrow ? undefined : "w-full"}>
            {narrow ? (
              <Tooltip label={`Add ${kind.label}`} side="right">
                {button}
              </Tooltip>
            ) : (
              button
            )}
          </li>
        );
      })}
    </ul>
  );
}
