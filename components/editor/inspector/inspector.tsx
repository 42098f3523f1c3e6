"use client";

import { type KeyboardEvent, useRef } from "react";
import { useCanvasView } from "@/components/canvas/react/use-canvas-view";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { CompilePanel } from "../compile/compile-panel";
import { PersonaForm } from "../persona-form/persona-form";
import { ProblemsList } from "../problems/problems-list";
import { useEditor, useEditorServices } from "../state/editor-context";
import type { InspectorTab } from "../state/panels";
import { useProblems } from "../state/use-problems";
import { useWantedField } from "../state/use-wanted-field";
import { SelectionTab } from "./selection-tab";

const TABS: { id: InspectorTab; label: string }[] = [
  { id: "selection", label: "Selection" },
  { id: "persona", label: "Persona" },
  { id: "prompt", label: "Prompt" },
  { id: "problems", label: "Problems" },
];

/** The right-hand panel: the form of what is selected, the persona, its prompt, its problems. */
export function Inspector() {
  const tab = useEditor((state) => state.panels.tab);
  const setPanels = useEditor((state) => state.setPanels);
  const problemCount = useProblems().length;
  const body = useRef<HTMLDivElement>(null);
  useWantedField(body);
  const { store } = useEditorServices();
  const view = useCanvasView();

  /** Escape leads from a form back to what it describes. */
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { nodeIds, edgeIds } = store.getState().selection;
    const selected = nodeIds[0] ?? edgeIds[0];
    if (event.key !== "Escape" || event.defaultPrevented || !selected || !event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    view.focusItem(selected);
  }

  return (
    <Tabs value={tab} onValueChange={(next) => setPanels({ tab: next as InspectorTab })} className="h-full bg-surface">
      <TabsList aria-label="Inspector" className="h-11 items-end">
        {TABS.map(({ id, label }) => (
          <TabsTrigger key={id} value={id} className="px-2.5 text-[13px]">
            {label}
            {id === "problems" && problemCount > 0 ? (
              <span className="rounded-full bg-surface-raised px-1.5 text-[11px] text-muted tabular-nums">{problemCount}</span>
            ) : null}
          </TabsTrigger>
        ))}
      </TabsList>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one key for every control in it */}
      <div ref={body} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <TabsContent value="selection">
          <SelectionTab />
        </TabsContent>
        <TabsContent value="persona">
          <PersonaForm />
        </TabsContent>
        <TabsContent value="prompt">
          <CompilePanel />
        </TabsContent>
        <TabsContent value="problems">
          <ProblemsList />
        </TabsContent>
      </div>
    </Tabs>
  );
}
