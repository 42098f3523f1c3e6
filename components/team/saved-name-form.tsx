"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useFocusOnMistake } from "@/components/ui/use-focus-on-mistake";
import { useHydrated } from "@/components/ui/use-hydrated";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";

export interface SavedNameFormProps {
  label: string;
  /** PATCH with `{ name }` */
  address: "/api/account" | "/api/team";
  savedName: string | null;
  maxLength: number;
  autoComplete?: "name";
}

/** One name; saved with its button, then shown everywhere. */
export function SavedNameForm({ label, address, savedName, maxLength, autoComplete }: SavedNameFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { pending, error, fields, refusals, handleFilled, handleChange } = useSubmit();
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnMistake(formElement, refusals);
  const [name, setName] = useState(savedName ?? "");

  async function save() {
    await api.patch(address, { name: name.trim() });
    setName(name.trim());
    toast.success("Saved");
    router.refresh();
  }

  return (
    <form ref={formElement} method="post" noValidate onSubmit={handleFilled(save)} onChange={handleChange} className="flex flex-col gap-3">
      <FormError message={error} />
      <Field label={label} error={fields.name}>
        <div className="flex gap-2">
          <Input
            name="name"
            autoComplete={autoComplete}
            required
            maxLength={maxLength}
            className="max-w-sm"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!hydrated || name.trim() === "" || name.trim() === savedName} pending={pending}>
            Save
          </Button>
        </div>
      </Field>
    </form>
  );
}
