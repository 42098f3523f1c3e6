"use client";

import { CircleAlert, FileText, Monitor, PencilLine, Plus, UserRound, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { edgeLabel } from "@/components/canvas/core/condition-words";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import { Sheet } from "@/components/ui/sheet";
import { Inspector } from "../inspector/inspector";
import { PaletteList } from "../palette/palette";
import { useEditor } from "../state/editor-context";
import type { InspectorTab } from "../state/panels";
import { EditorCanvas } from "./editor-canvas";

/** On a phone the canvas fills the screen; palette and inspector are sheets from below. */
export function PhoneLayout() {
  const readOnly = useEditor((state) => state.readOnly);
  const inspectorOpen = useEditor((state) => state.panels.inspectorOpen);
  const setPanels = useEditor((state) => state.setPanels);
  const name = useEditor((state) => state.document.meta.name);
  const selected = useSelectedName();
  const [adding, setAdding] = useState(false);
  const [hint, setHint] = useState(true);
  const show = (tab: InspectorTab) => setPanels({ tab, inspectorOpen: true });

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      {hint ? (
        <div className="flex items-center gap-2.5 border-line border-b bg-surface-raised py-1.5 pr-1.5 pl-4 text-muted text-xs">
          <Monitor aria-hidden className="size-4 shrink-0" />
          <p className="flex-1">Words are fine to edit here; drawing a flow is easier on a larger screen.</p>
          <button type="button" aria-label="Dismiss" className="grid size-8 place-items-center rounded-md" onClick={() => setHint(false)}>
            <X aria-hidden className="size-4" />
          </button>
        </div>
      ) : null}
      <div className="relative min-h-0 flex-1">
        <EditorCanvas showMiniMap={false} />
        {selected ? (
          <div className="absolute inset-x-3 bottom-16 z-10">
            <button
              type="button"
              onClick={() => show("selection")}
              className="flex h-11 w-full items-center gap-2.5 rounded-lg border border-line bg-surface px-4 text-left text-sm shadow-float"
            >
              <PencilLine aria-hidden className="size-4 shrink-0 text-accent" />
              <span className="min-w-0 flex-1 truncate font-medium">{selected}</span>
              <span className="text-muted">{readOnly ? "Look" : "Edit"}</span>
            </button>
          </div>
        ) : null}
      </div>
      <nav aria-label="Editor" className="flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]">
        {readOnly ? null : (
          <Item label="Add" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
          </Item>
        )}
        <Item label="Persona" onClick={() => show("persona")}>
          <UserRound aria-hidden />
        </Item>
        <Item label="Prompt" onClick={() => show("prompt")}>
          <FileText aria-hidden />
        </Item>
        <Item label="Problems" onClick={() => show("problems")}>
          <CircleAlert aria-hidden />
        </Item>
      </nav>
      <Sheet open={adding} onOpenChange={setAdding} title="Add to the flow" side="bottom">
        <div className="p-2 pb-6">
          <PaletteList onAdded={() => setAdding(false)} />
        </div>
      </Sheet>
      <Sheet
        open={inspectorOpen}
        onOpenChange={(open) => setPanels({ inspectorOpen: open })}
        title={name}
        side="bottom"
        className="h-[82dvh]"
      >
        <Inspector />
      </Sheet>
    </div>
  );
}

function Item({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-14 flex-1 flex-col items-center justify-center gap-1 text-muted text-xs [&_svg]:size-5"
    >
      {children}
      {label}
    </button>
  );
}

function useSelectedName(): string | null {
  return useEditor(({ selection, document }) => {
    const [nodeId] = selection.nodeIds;
    const [edgeId] = selection.edgeIds;
    const node = nodeId ? document.flow.nodes[nodeId] : undefined;
    if (node) return nodeTitle(node);
    const edge = edgeId ? document.flow.edges[edgeId] : undefined;
    return edge ? edgeLabel(edge) : null;
  });
}
