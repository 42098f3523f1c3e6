"use client";

import { cn } from "@/components/ui/class-names";
import { Field, readOnlyFields, Textarea } from "@/components/ui/input";
import { useEditor } from "../state/editor-context";
import { AdvancedSection } from "./advanced-section";
import { DuplexSection } from "./duplex-section";
import { FactsSection } from "./facts-section";
import { IdentitySection } from "./identity-section";
import { ModeSection } from "./mode-section";
import { RulesSection } from "./rules-section";
import { Section } from "./section";
import { useDocumentPart } from "./use-document-field";
import { VariablesSection } from "./variables-section";
import { VoiceSection } from "./voice-section";

/** Who the persona is, apart from its flow. */
export function PersonaForm() {
  const readOnly = useEditor((state) => state.readOnly);
  const meta = useDocumentPart("meta");
  return (
    <fieldset disabled={readOnly} className={cn("min-w-0", readOnlyFields)}>
      <IdentitySection />
      <FactsSection />
      <RulesSection />
      <VoiceSection />
      <DuplexSection />
      <ModeSection />
      <VariablesSection />
      <Section field="meta" title="About" hint="For your team. Callers and the model never see it.">
        <Field label="Description" labelHidden>
          <Textarea
            rows={3}
            maxLength={2_000}
            placeholder="What this persona is for"
            value={meta.value.description}
            onChange={(event) => meta.set({ description: event.target.value })}
          />
        </Field>
      </Section>
      <AdvancedSection />
    </fieldset>
  );
}
