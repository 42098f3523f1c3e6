"use client";

import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { findNodes } from "@/components/canvas/core/find-nodes";
import { NODE_KINDS, nodePreview } from "@/components/canvas/core/node-kinds";
import { KindTile } from "@/components/canvas/react/kind-tile";
import { useCanvasView } from "@/components/canvas/react/use-canvas-view";
import { cn } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";

/** Type a few letters, go to the node. */
export function FindDialog() {
  const open = useEditor((state) => state.panels.findOpen);
  const setPanels = useEditor((state) => state.setPanels);
  const view = useCanvasView();
  const foundId = useRef<string | null>(null);
  const focusAfter = () => {
    const id = foundId.current;
    foundId.current = null;
    return id ? view.elementOf(id) : null;
  };
  return (
    <Dialog open={open} onOpenChange={(next) => setPanels({ findOpen: next })} title="Find a node" size="sm" focusAfter={focusAfter}>
      <FindList
        onFound={(nodeId) => {
          foundId.current = nodeId;
          setPanels({ findOpen: false });
        }}
      />
    </Dialog>
  );
}

function FindList({ onFound }: { onFound: (nodeId: string) => void }) {
  const flow = useEditor((state) => state.document.flow);
  const actions = useEditorActions();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = useMemo(() => findNodes(flow, query), [flow, query]);
  const current = Math.min(at, found.length - 1);

  function go(index: number) {
    const node = found[index];
    if (!node) return;
    onFound(node.id);
    actions.jumpTo({ kind: "node", nodeId: node.id });
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((current + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(current);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <Input
        type="search"
        data-first-focus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${current}` : undefined}
        aria-label="Title, text or kind"
        placeholder="Title, text or kind"
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Nodes" className="flex max-h-80 flex-col gap-0.5 overflow-y-auto">
        {found.map((result, index) => (
          <div
            key={result.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => setAt(index)}
            onClick={() => go(index)}
            onKeyDown={onKeyDown}
            className={cn("flex cursor-pointer items-center gap-3 rounded-lg px-2 py-2", index === current && "bg-surface-raised")}
          >
            <KindTile type={result.node.type} />
            <div className="min-w-0 flex-1">
              <div className="truncate font-medium text-sm">{result.title}</div>
              <div className="truncate text-muted text-xs">{nodePreview(result.node) || NODE_KINDS[result.node.type].label}</div>
            </div>
          </div>
        ))}
        {found.length === 0 ? <p className="px-2 py-6 text-center text-muted text-sm">No node has these words.</p> : null}
      </div>
    </div>
  );
}
