"use client";

import { TriangleAlert, UserRound } from "lucide-react";
import { Field, Input } from "@/components/ui/input";
import { NAMELESS } from "@/lib/shared/personas";

export interface PublicNameProps {
  /** what callers see now; empty: nothing of the persona's own */
  name: string;
  typed: string;
  error?: string | undefined;
  onType: (name: string) => void;
}

/** The name that callers will see; where the persona has none, a warning and the place to give it one. */
export function PublicName({ name, typed, error, onType }: PublicNameProps) {
  if (name) {
    return (
      <p className="flex items-start gap-2.5 text-sm">
        <UserRound aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span className="min-w-0 break-words">
          Callers see the name <strong className="font-medium">{name}</strong>.
        </span>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-warning/35 bg-warning/8 p-4">
      <p className="flex items-start gap-2.5 text-sm">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <span>
          This persona has no name for callers yet. Without one they see <strong className="font-medium">“{NAMELESS}”</strong>.
        </span>
      </p>
      <Field label="Public name" aside="optional" hint="Callers see it, and the persona goes by it. Saved with the link." error={error}>
        <Input
          name="publicName"
          maxLength={120}
          placeholder={NAMELESS}
          value={typed}
          onChange={({ currentTarget: { value } }) => onType(value)}
        />
      </Field>
    </div>
  );
}
