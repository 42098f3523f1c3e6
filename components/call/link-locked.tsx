"use client";

import { LockKeyhole } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/input";
import { api, wordsOf } from "@/lib/client/api";

/** Asks for the link's password. */
export function LinkLocked({ path, onUnlocked }: { path: string; onUnlocked: () => void }) {
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);

  async function unlock(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    if (typeof password !== "string" || password === "") return setError("Enter the password that came with this link.");
    setPending(true);
    setError(undefined);
    try {
      await api.post(`${path}/unlock`, { password });
      onUnlocked();
    } catch (cause) {
      setError(wordsOf(cause));
    } finally {
      setPending(false);
    }
  }

  return (
    <form method="post" onSubmit={(event) => void unlock(event)} className="flex flex-1 flex-col justify-center gap-5 p-6">
      <div className="flex flex-col items-center gap-3 text-center">
        <span className="grid size-11 place-items-center rounded-lg border border-line bg-surface-raised text-muted">
          <LockKeyhole aria-hidden className="size-5" />
        </span>
        <p className="text-balance text-muted text-sm">This link asks for a password. It came with the link, or from the same person.</p>
      </div>
      <Field label="Password" error={error}>
        <Input type="password" name="password" autoComplete="off" maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        Open
      </Button>
    </form>
  );
}
