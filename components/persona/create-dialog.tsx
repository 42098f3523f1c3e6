"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import type { TemplateChoice } from "./template-choice";
import { BLANK, TemplatePicker } from "./template-picker";

const FORM_ID = "create-persona";

export interface CreateDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  templates: readonly TemplateChoice[];
  /** begin with the blank page chosen */
  startBlank?: boolean;
  /** the person would rather bring a file */
  onImport: () => void;
}

/** A new persona from a template or from nothing; opens it in the editor. */
export function CreateDialog({ open, onOpenChange, templates, startBlank = false, onImport }: CreateDialogProps) {
  const router = useRouter();
  const { pending, error, fields, handle, handleChange } = useSubmit();
  const [templateId, setTemplateId] = useState(startBlank ? BLANK : (templates[0]?.id ?? BLANK));
  const [typedName, setTypedName] = useState<string>();
  const name = typedName ?? templates.find(({ id }) => id === templateId)?.title ?? "";

  async function create() {
    const input = templateId === BLANK ? { name } : { templateId, name };
    const { id } = await api.post<{ id: string }>("/api/personas", input);
    router.push(`/personas/${id}`);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="New persona"
      description="Begin with a working example, or with a blank page. Everything can be changed later."
      footer={
        <>
          <Button variant="ghost" className="mr-auto" onClick={onImport}>
            Import a file instead
          </Button>
          <Button type="submit" form={FORM_ID} variant="primary" pending={pending}>
            Create persona
          </Button>
        </>
      }
    >
      <form id={FORM_ID} method="post" onSubmit={handle(create)} onChange={handleChange} className="flex flex-col gap-5">
        <FormError message={error} />
        <TemplatePicker templates={templates} value={templateId} onValueChange={setTemplateId} />
        <Field label="Name" hint="For your team; what callers see is set in the persona itself." error={fields.name}>
          <Input
            name="name"
            required
            maxLength={120}
            placeholder="My persona"
            value={name}
            onChange={(event) => setTypedName(event.currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
