"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useHydrated } from "@/components/ui/use-hydrated";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";

/** The team's name; saved with its button. */
export function TeamNameForm({ name: savedName }: { name: string }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { pending, error, fields, handle } = useSubmit();
  const [name, setName] = useState(savedName);

  async function save() {
    await api.patch("/api/team", { name: name.trim() });
    toast.success("Saved");
    router.refresh();
  }

  return (
    <form method="post" onSubmit={handle(save)} className="flex flex-col gap-3">
      <FormError message={error} />
      <Field label="Team name" error={fields.name}>
        <div className="flex gap-2">
          <Input
            name="name"
            required
            maxLength={120}
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
