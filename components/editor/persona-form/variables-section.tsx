"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/input";
import { RowButton } from "../inspector/line-list";
import { useEditor } from "../state/editor-context";
import { Section } from "./section";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Words that are filled in when a call starts. */
export function VariablesSection() {
  const variables = useEditor((state) => state.document.variables);
  const readOnly = useEditor((state) => state.readOnly);
  const edit = useEditor((state) => state.edit);
  const [draft, setDraft] = useState("");
  const name = draft.trim();
  const error =
    name === ""
      ? undefined
      : !NAME.test(name)
        ? "Use letters, digits and _; begin with a letter."
        : name in variables
          ? "There is one of this name already."
          : undefined;

  function add() {
    if (name === "" || error) return;
    edit((document) => ({ ...document, variables: { ...document.variables, [name]: { type: "string", default: "" } } }));
    setDraft("");
  }

  return (
    <Section
      field="variables"
      title="Variables"
      hint={
        <>
          Write <code className="rounded bg-surface-raised px-1 font-mono text-[12px]">{"{{name}}"}</code> in any text; the value below is
          used unless a call brings its own.
        </>
      }
    >
      {Object.keys(variables).length > 0 ? (
        <ul className="flex flex-col gap-2">
          {Object.entries(variables).map(([key, variable]) => (
            <li key={key} data-field={`variables.${key}`} className="flex items-center gap-2">
              <code className="w-2/5 shrink-0 truncate font-mono text-[13px]" title={key}>
                {key}
              </code>
              <Input
                aria-label={`Value of ${key}`}
                className="h-9"
                maxLength={400}
                value={variable.default}
                onChange={(event) =>
                  edit(
                    (document) => ({
                      ...document,
                      variables: { ...document.variables, [key]: { ...variable, default: event.target.value } },
                    }),
                    {
                      burst: `variables.${key}`,
                    },
                  )
                }
              />
              {readOnly ? null : (
                <RowButton
                  label={`Remove the variable ${key}`}
                  onClick={() =>
                    edit((document) => {
                      const { [key]: _, ...rest } = document.variables;
                      return { ...document, variables: rest };
                    })
                  }
                >
                  <X aria-hidden />
                </RowButton>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {readOnly ? null : (
        <div className="flex items-start gap-2">
          <Field label="Name of a new variable" labelHidden error={error} className="flex-1">
            <Input
              className="h-9 font-mono text-[13px]"
              placeholder="customer_name"
              value={draft}
              maxLength={40}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") {
                  event.preventDefault();
                  add();
                }
              }}
            />
          </Field>
          <Button size="sm" className="h-9" disabled={name === "" || error !== undefined} onClick={add}>
            <Plus aria-hidden />
            Add
          </Button>
        </div>
      )}
    </Section>
  );
}
