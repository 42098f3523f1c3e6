"use client";

import { ProtocolError } from "@duologue/protocol";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { FormError } from "@/components/ui/form-error";
import { Field, Input, Textarea } from "@/components/ui/input";
import { useFocusOnMistake } from "@/components/ui/use-focus-on-mistake";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { CONSENT_BASES, CONSENT_BASIS_WORDS, type ConsentBasis, consentInput, type VoiceDetail } from "@/lib/shared/voices";
import { DAY_WORDS, statementFor } from "./consent-statements";

const CHOICES = CONSENT_BASES.map((value) => ({ value, label: CONSENT_BASIS_WORDS[value] }));

export interface ConsentFormProps {
  voiceId: string;
  viewerName: string;
  onCancel?: (() => void) | undefined;
  onRecorded: (voice: VoiceDetail) => void;
}

/**
 * On what grounds, who speaks, since when, in which words, and that it is true. Nothing is filled in beforehand: a consent
 * is stated, not clicked through; only who says that it is their own voice is the speaker. The words follow the rest until somebody writes
 * their own.
 */
export function ConsentForm({ voiceId, viewerName, onCancel, onRecorded }: ConsentFormProps) {
  const { pending, error, fields, refusals, handle, clear } = useSubmit();
  const [basis, setBasis] = useState<ConsentBasis | null>(null);
  const [typedName, setTypedName] = useState("");
  const isOwn = basis === "own-voice";
  const speakerName = isOwn ? viewerName : typedName;
  const [agreedOn, setAgreedOn] = useState("");
  const [ownWords, setOwnWords] = useState<string>();
  const [confirmed, setConfirmed] = useState(false);
  const suggested = basis && speakerName.trim() && agreedOn ? statementFor({ basis, speakerName, agreedOn }) : "";
  const statement = ownWords ?? suggested;
  const [tried, setTried] = useState(false);
  const stated = consentInput.safeParse({ basis, speakerName, agreedOn, statement, confirmed });
  // words stand beside a field from the first try on, for as long as they are true
  const wrong = tried ? { ...fields, ...wordsFor(stated.error?.issues ?? []) } : fields;
  const form = useRef<HTMLFormElement>(null);
  useFocusOnMistake(form, refusals);

  /** What was confirmed was the consent as it stood. */
  function change(work: () => void) {
    work();
    setConfirmed(false);
    clear();
  }

  async function record() {
    setTried(true);
    if (!stated.success) throw new ProtocolError("invalid_input", undefined, { fields: wordsFor(stated.error.issues) });
    onRecorded(await api.post<VoiceDetail>(`/api/voices/${voiceId}/consent`, stated.data));
  }

  return (
    <form ref={form} method="post" noValidate onSubmit={handle(record)} className="flex flex-col gap-4">
      <FormError message={error} />
      <ChoiceCards
        label="On what grounds may the voice be used?"
        value={basis}
        choices={CHOICES}
        disabled={pending}
        error={wrong.basis}
        onChange={(next) => change(() => setBasis(next))}
      />
      <Field label="Speaker's name" error={wrong.speakerName} hint={isOwn ? ownNameHint(viewerName) : undefined}>
        <Input
          required
          readOnly={isOwn}
          className={isOwn ? "bg-surface-raised" : undefined}
          maxLength={120}
          autoComplete="off"
          value={speakerName}
          onChange={({ currentTarget: { value } }) => change(() => setTypedName(value))}
        />
      </Field>
      <Field label={basis ? DAY_WORDS[basis] : "Agreed on"} error={wrong.agreedOn}>
        <Input
          type="date"
          required
          max={localToday()}
          value={agreedOn}
          onChange={({ currentTarget: { value } }) => change(() => setAgreedOn(value))}
        />
      </Field>
      <Field
        label="Statement"
        error={wrong.statement}
        hint={statement === "" ? "Words are suggested once the rest is filled in. You may write your own." : undefined}
        aside={
          ownWords === undefined ? undefined : (
            <button type="button" className="text-accent underline underline-offset-2" onClick={() => change(() => setOwnWords(undefined))}>
              Suggested words
            </button>
          )
        }
      >
        <Textarea
          required
          rows={5}
          maxLength={1_000}
          value={statement}
          onChange={({ currentTarget: { value } }) => change(() => setOwnWords(value))}
        />
      </Field>
      <Checkbox
        checked={confirmed}
        onCheckedChange={setConfirmed}
        disabled={pending}
        error={wrong.confirmed}
        label={`I have read this statement, it is true, and it goes on record${viewerName ? ` under my name, ${viewerName}` : " under my name"}.`}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel ? (
          <Button onClick={onCancel} disabled={pending}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" variant="primary" pending={pending}>
          Record consent
        </Button>
      </div>
    </form>
  );
}

function ownNameHint(viewerName: string): string {
  if (viewerName === "") return "Your account has no name yet. Enter it on your account page first, or choose other grounds.";
  return "Yours, as your account has it. If somebody else speaks, choose other grounds.";
}

/** Words by field. */
function wordsFor(issues: readonly { path: PropertyKey[]; message: string }[]): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message]));
}

/** Today where this browser stands, as a date field wants it. */
function localToday(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}
