"use client";

import { FAMILIES } from "@duologue/persona";
import { Field, Input, Textarea } from "@/components/ui/input";
import { useEditor } from "../state/editor-context";
import { ChoiceBar } from "./choice-bar";
import { FAMILY_WORDS } from "./family-words";
import { Section } from "./section";
import { useDocumentPart } from "./use-document-field";

/** The opening of the prompt: a skeleton the model knows from its training, or words of one's own. */
export function IdentitySection() {
  const { value, set } = useDocumentPart("identity");
  const readOnly = useEditor((state) => state.readOnly);
  const sentences = useEditor((state) => state.compiled?.sentences);
  const identity = sentences
    ?.filter((sentence) => sentence.source.kind === "identity")
    .map((sentence) => sentence.text)
    .join(" ");
  const family = FAMILY_WORDS[value.family];
  const own = value.text.trim() !== "";

  return (
    <Section field="identity" title="Identity" hint="Who speaks. The prompt opens with this.">
      <ChoiceBar
        label="Kind of persona"
        value={value.family}
        disabled={readOnly}
        choices={FAMILIES.map((id) => ({ value: id, label: FAMILY_WORDS[id].label, explanation: FAMILY_WORDS[id].explanation }))}
        onChange={(next) => set({ family: next })}
      />
      <div data-field="identity.name">
        <Field label="Name" hint="What callers see on a share link, and what the persona goes by.">
          <Input value={value.name} maxLength={120} onChange={(event) => set({ name: event.target.value })} />
        </Field>
      </div>
      {value.family === "service" ? (
        <div data-field="identity.organisation">
          <Field label="Organisation">
            <Input value={value.organisation} maxLength={120} onChange={(event) => set({ organisation: event.target.value })} />
          </Field>
        </div>
      ) : null}
      <div data-field="identity.kind">
        <Field label={family.kindLabel}>
          <Input
            value={value.kind}
            maxLength={120}
            placeholder={family.kindPlaceholder}
            onChange={(event) => set({ kind: event.target.value })}
          />
        </Field>
      </div>
      <div data-field="identity.text">
        <Field
          label="In your own words"
          aside="optional"
          hint={
            own
              ? "Used instead of the sentence built from the fields above."
              : "Leave it empty to use the sentence built from the fields above, which is close to what the model was trained on."
          }
        >
          <Textarea
            rows={3}
            maxLength={1_000}
            value={value.text}
            placeholder={identity}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Field>
      </div>
    </Section>
  );
}
