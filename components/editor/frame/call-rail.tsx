"use client";

import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useMemo, useRef } from "react";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { useEditor, useEditorServices } from "../state/editor-context";
import type { EditorSlots } from "./slots";

/** The call panel: a rail of its own where there is room, else a sheet. Closing it ends the call. */
export function CallRail({ docked, renderCall }: { docked: boolean } & Pick<EditorSlots, "renderCall">) {
  const { personaId, store } = useEditorServices();
  const open = useEditor((state) => state.panels.callOpen);
  const name = useEditor((state) => state.document.meta.name);
  const nodes = useEditor((state) => state.document.flow.nodes);
  const problems = useEditor((state) => state.problems);
  const setPanels = useEditor((state) => state.setPanels);
  const setActiveNode = useEditor((state) => state.setActiveNode);
  const nodeTitles = useMemo(() => Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, nodeTitle(node)])), [nodes]);
  const close = () => setPanels({ callOpen: false });

  if (!open) return null;
  const panel = renderCall({
    personaId,
    personaName: name,
    getDocument: () => store.getState().document,
    nodeTitles,
    onActiveNode: setActiveNode,
    problems,
  });
  if (!docked) {
    return (
      <Sheet open onOpenChange={(next) => next || close()} title="Test call" side="right" className="max-w-[440px]">
        {panel}
      </Sheet>
    );
  }
  return <Rail onClose={close}>{panel}</Rail>;
}

/** The focus goes in when it opens, and back to where it was when it closes. */
function Rail({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const rail = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = rail.current;
    element?.focus({ preventScroll: true });
    return () => {
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={rail}
      tabIndex={-1}
      aria-label="Test call"
      data-own-keys
      className="flex w-[400px] shrink-0 flex-col border-line border-l bg-surface -outline-offset-2"
    >
      <div className="flex h-11 shrink-0 items-center justify-between border-line border-b pr-1.5 pl-4">
        <h2 className="font-medium text-[13px]">Test call</h2>
        <Button variant="ghost" size="icon" className="size-8" aria-label="Close the call panel" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1">{children}</div>
    </aside>
  );
}
