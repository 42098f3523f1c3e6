"use client";

import type { SpeakerInfo } from "@duologue/protocol";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { Field, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EXPIRY_CHOICES, type ExpiryChoice, LENGTH_CHOICES, type LinkFormValues, OWN_SPEAKER } from "./link-form-values";

/** The fields of a new link; who answers is asked only where there is a choice. */
export function LinkForm({
  values,
  own,
  offers,
  onChange,
  onChosen,
  errors,
}: {
  values: LinkFormValues;
  /** who answers where nobody else is chosen; null: not known now, and nobody is on offer */
  own: SpeakerInfo | null;
  offers: readonly SpeakerInfo[];
  onChange: (values: LinkFormValues) => void;
  /** another choice was made for a field, by its name in `errors` */
  onChosen: (field: string) => void;
  errors: Record<string, string>;
}) {
  const set = (part: Partial<LinkFormValues>) => onChange({ ...values, ...part });
  const choose = (field: string, part: Partial<LinkFormValues>) => {
    set(part);
    onChosen(field);
  };
  // what the chosen one can and cannot do is told at length
  const answerer = (value: string, { title, description }: SpeakerInfo) => ({
    value,
    label: title,
    ...(value === values.answeredBy ? { explanation: description } : {}),
  });
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Label" aside="optional" hint="Who it is for. Callers do not see it." error={errors.label} className="sm:col-span-2">
        <Input
          name="label"
          maxLength={120}
          placeholder="Pilot customers"
          value={values.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
      </Field>
      <Field label="Expires" error={errors.expiresAt}>
        <Select
          value={values.expiry}
          onValueChange={(expiry) => choose("expiresAt", { expiry: expiry as ExpiryChoice })}
          options={EXPIRY_CHOICES}
        />
      </Field>
      <Field label="Longest call" error={errors.maxCallSeconds}>
        <Select
          value={values.maxCallSeconds}
          onValueChange={(maxCallSeconds) => choose("maxCallSeconds", { maxCallSeconds })}
          options={LENGTH_CHOICES}
        />
      </Field>
      <Field label="Number of calls" aside="optional" hint="Closes itself after so many." error={errors.callCap}>
        <Input
          name="callCap"
          inputMode="numeric"
          placeholder="No limit"
          value={values.callCap}
          onChange={(event) => set({ callCap: event.currentTarget.value })}
        />
      </Field>
      <Field label="Password" aside="optional" hint="Tell it to your callers yourself." error={errors.password}>
        <Input
          name="password"
          autoComplete="off"
          placeholder="None"
          value={values.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
      </Field>
      {own && offers.length > 0 ? (
        <div className="flex flex-col gap-1.5 sm:col-span-2">
          <p className="font-medium text-sm">Answered by</p>
          <ChoiceCards
            label="Answered by"
            value={values.answeredBy}
            choices={[answerer(OWN_SPEAKER, own), ...offers.map((speaker) => answerer(speaker.model, speaker))]}
            error={errors.offer}
            onChange={(answeredBy) => choose("offer", { answeredBy })}
          />
        </div>
      ) : null}
    </div>
  );
}
