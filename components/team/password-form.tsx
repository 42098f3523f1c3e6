"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useFocusOnMistake } from "@/components/ui/use-focus-on-mistake";
import { useHydrated } from "@/components/ui/use-hydrated";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { PASSWORD_MIN_LENGTH } from "@/lib/shared/team";

/** Another password for whoever is signed in; this browser stays signed in, every other one does not. */
export function PasswordForm({ email }: { email: string | null }) {
  const hydrated = useHydrated();
  const { pending, error, fields, refusals, handleFilled, handleChange } = useSubmit();
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnMistake(formElement, refusals);
  const [form, setForm] = useState({ current: "", next: "" });
  const set = (key: keyof typeof form) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [key]: event.currentTarget.value });

  async function change() {
    await api.post("/api/account/password", form);
    setForm({ current: "", next: "" });
    toast.success("Password changed");
  }

  return (
    <form
      ref={formElement}
      method="post"
      noValidate
      onSubmit={handleFilled(change)}
      onChange={handleChange}
      className="flex max-w-sm flex-col gap-4"
    >
      <FormError message={error} />
      {/* tells a password manager whose password this is */}
      <input type="hidden" name="username" autoComplete="username" value={email ?? ""} />
      <Field label="Present password" error={fields.current}>
        <Input
          type="password"
          name="current"
          autoComplete="current-password"
          required
          maxLength={200}
          value={form.current}
          onChange={set("current")}
        />
      </Field>
      <Field label="New password" hint={`At least ${PASSWORD_MIN_LENGTH} characters.`} error={fields.next}>
        <Input
          type="password"
          name="next"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN_LENGTH}
          maxLength={200}
          value={form.next}
          onChange={set("next")}
        />
      </Field>
      <div>
        <Button type="submit" disabled={!hydrated || !form.current || !form.next} pending={pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
