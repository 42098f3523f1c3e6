"use client";

import type { PersonaDocument } from "@duologue/persona";
import { Plus, X } from "lucide-react";
import { newId } from "@/components/canvas/core/new-id";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RowButton } from "../inspector/line-list";
import { useEditor } from "../state/editor-context";
import { Section } from "./section";

type Fact = PersonaDocument["facts"][number];

/** What the persona knows. Must facts come first and must fit; should facts fill what room is left. */
export function FactsSection() {
  const facts = useEditor((state) => state.document.facts);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const wantField = useEditor((state) => state.wantField);

  const change = (id: string, part: Partial<Fact>, burst?: string) =>
    edit(
      (document) => ({ ...document, facts: document.facts.map((fact) => (fact.id === id ? { ...fact, ...part } : fact)) }),
      burst ? { burst } : {},
    );

  function add() {
    const id = newId("fact", new Set(facts.map((fact) => fact.id)));
    edit((document) => ({ ...document, facts: [...document.facts, { id, text: "", priority: "should" }] }));
    wantField(`facts.${id}`);
  }

  return (
    <Section
      field="facts"
      title="Facts"
      hint="Whole sentences. “Must” facts always go into the prompt; “should” facts fill the room that is left, from the top."
    >
      {facts.length > 0 ? (
        <ul className="flex flex-col gap-2">
          {facts.map((fact, index) => (
            <li key={fact.id} data-field={`facts.${fact.id}`} className="flex items-start gap-1.5">
              <Textarea
                rows={2}
                maxLength={600}
                aria-label={`Fact ${index + 1}`}
                className="py-1.5"
                value={fact.text}
                placeholder="The order number has six digits."
                onChange={(event) => change(fact.id, { text: event.target.value }, `fact.${fact.id}`)}
              />
              <Select
                size="sm"
                label={`Weight of fact ${index + 1}`}
                className="w-24 shrink-0"
                disabled={readOnly}
                value={fact.priority}
                onValueChange={(priority) => change(fact.id, { priority: priority as Fact["priority"] })}
                options={[
                  { value: "must", label: "Must" },
                  { value: "should", label: "Should" },
                ]}
              />
              {readOnly ? null : (
                <RowButton
                  label={`Remove fact ${index + 1}`}
                  onClick={() => edit((document) => ({ ...document, facts: document.facts.filter(({ id }) => id !== fact.id) }))}
                >
                  <X aria-hidden />
                </RowButton>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {readOnly ? null : (
        <Button size="sm" variant="ghost" className="-mt-1 self-start px-2" disabled={facts.length >= 100} onClick={add}>
          <Plus aria-hidden />
          Add a fact
        </Button>
      )}
    </Section>
  );
}
