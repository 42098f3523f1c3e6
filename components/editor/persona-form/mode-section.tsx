"use client";

import { EXECUTION_MODES } from "@duologue/persona";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { MODE_WORDS } from "@/lib/shared/mode-words";
import { useEditor } from "../state/editor-context";
import { Section } from "./section";
import { useDocumentPart } from "./use-document-field";

/** How much of the flow is acted on while a call runs. */
export function ModeSection() {
  const { value, set } = useDocumentPart("engine");
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <Section field="engine.mode" title="How the flow is carried out">
      <ChoiceCards
        label="Execution mode"
        value={value.mode}
        disabled={readOnly}
        choices={EXECUTION_MODES.map((mode) => ({ value: mode, ...MODE_WORDS[mode] }))}
        onChange={(mode) => set({ mode })}
      />
    </Section>
  );
}
