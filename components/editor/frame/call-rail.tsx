"use client";

import { PanelRightClose, X } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { nodeTitle } from "@/components/canvas/core/node-kinds";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { toast } from "@/components/ui/toast";
import { useInertOthers } from "@/components/ui/use-inert-others";
import { useEditor, useEditorServices } from "../state/editor-context";
import { useProblems } from "../state/use-problems";
import type { EditorSlots } from "./slots";

/**
 * The call panel: a rail of its own where there is room, else a sheet over the page. Closing it while a call is under way
 * only folds it away: the call goes on, the top bar shows that, and the same button brings the panel back.
 */
export function CallRail({ docked, renderCall }: { docked: boolean } & Pick<EditorSlots, "renderCall">) {
  const { personaId, store } = useEditorServices();
  const open = useEditor((state) => state.panels.callOpen);
  const progress = useEditor((state) => state.callProgress);
  const name = useEditor((state) => state.document.meta.name);
  const nodes = useEditor((state) => state.document.flow.nodes);
  const problems = useProblems();
  const setPanels = useEditor((state) => state.setPanels);
  const setActiveNode = useEditor((state) => state.setActiveNode);
  const setCallProgress = useEditor((state) => state.setCallProgress);
  const nodeTitles = useMemo(() => Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, nodeTitle(node)])), [nodes]);
  useWordsAtTheEnd();

  if (!open && progress === "none") return null;
  return (
    <CallFrame docked={docked} open={open} underWay={progress === "underWay"} onClose={() => setPanels({ callOpen: false })}>
      {renderCall({
        personaId,
        personaName: name,
        getDocument: () => store.getState().document,
        nodeTitles,
        onActiveNode: setActiveNode,
        onProgress: setCallProgress,
        problems,
      })}
    </CallFrame>
  );
}

/** A call that ends while its panel is folded away says so. */
function useWordsAtTheEnd() {
  const { store } = useEditorServices();
  useEffect(
    () =>
      store.subscribe(({ callProgress, panels, setPanels }, before) => {
        if (callProgress !== "over" || before.callProgress !== "underWay" || panels.callOpen) return;
        toast("The call has ended", { action: { label: "Show it", run: () => setPanels({ callOpen: true }) } });
      }),
    [store],
  );
}

interface CallFrameProps {
  docked: boolean;
  open: boolean;
  underWay: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** One element in every shape, so that neither folding nor a narrower window takes the panel down. The focus goes in when it opens, and back when it closes. */
function CallFrame({ docked, open, underWay, onClose, children }: CallFrameProps) {
  const frame = useRef<HTMLElement>(null);
  const asSheet = open && !docked;
  useInertOthers(frame, asSheet);
  useLayoutEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    const element = frame.current;
    element?.focus({ preventScroll: true });
    return () => {
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [open]);
  const close = underWay ? "Fold the call panel; the call goes on" : "Close the call panel";

  return (
    <>
      {asSheet ? <div aria-hidden className="fixed inset-0 z-40 animate-fade-in bg-overlay" onPointerDown={onClose} /> : null}
      <section
        ref={frame}
        tabIndex={-1}
        {...(docked ? { role: "complementary" } : { role: "dialog", "aria-modal": true })}
        aria-label="Test call"
        data-own-keys
        hidden={!open}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented || docked) return;
          event.preventDefault();
          onClose();
        }}
        className={cn(
          "flex-col border-line border-l bg-surface",
          open && "flex",
          docked ? "w-[400px] shrink-0" : "fixed inset-y-0 right-0 z-50 w-full max-w-[440px] animate-slide-right shadow-float",
        )}
      >
        <div className="flex h-11 shrink-0 items-center justify-between border-line border-b pr-1.5 pl-4">
          <h2 className="font-medium text-[13px]">Test call</h2>
          <Button variant="ghost" size="icon" className="size-8" aria-label={close} title={close} onClick={onClose}>
            {underWay ? <PanelRightClose aria-hidden /> : <X aria-hidden />}
          </Button>
        </div>
        <div className="min-h-0 flex-1">{children}</div>
      </section>
    </>
  );
}
