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
import { PERSON_NAME_MAX_LENGTH } from "@/lib/shared/team";

/** The name of whoever is signed in; saved with its button, then shown everywhere. */
export function NameForm({ name: savedName }: { name: string | null }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { pending, error, fields, handle } = useSubmit();
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnMistake(formElement, fields);
  const [name, setName] = useState(savedName ?? "");

  async function save() {
    await api.patch("/api/account", { name });
    setName(name.trim());
    toast.success("Saved");
    router.refresh();
  }

  return (
    <form ref={formElement} method="post" onSubmit={handle(save)} className="flex flex-col gap-3">
      <FormError message={error} />
      <Field label="Your name" error={fields.name}>
        <div className="flex gap-2">
          <Input
            name="name"
            autoComplete="name"
            required
            maxLength={PERSON_NAME_MAX_LENGTH}
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
