"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { FormError } from "@/components/ui/form-error";
import { Field, Input, Textarea } from "@/components/ui/input";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { CONSENT_BASES, CONSENT_BASIS_WORDS, type ConsentBasis, type ConsentInput, type VoiceDetail } from "@/lib/shared/voices";
import { statementFor } from "./consent-statements";

const CHOICES = CONSENT_BASES.map((value) => ({ value, label: CONSENT_BASIS_WORDS[value] }));

export interface ConsentFormProps {
  voiceId: string;
  viewerName: string;
  onCancel?: (() => void) | undefined;
  onRecorded: (voice: VoiceDetail) => void;
}

/** On what grounds, who speaks, in which words. The words follow the other two until somebody writes their own. */
export function ConsentForm({ voiceId, viewerName, onCancel, onRecorded }: ConsentFormProps) {
  const { pending, error, fields, handle } = useSubmit();
  const [basis, setBasis] = useState<ConsentBasis>("own-voice");
  const [typedName, setTypedName] = useState<string>();
  const [ownWords, setOwnWords] = useState<string>();
  const speakerName = typedName ?? (basis === "own-voice" ? viewerName : "");
  const statement = ownWords ?? statementFor(basis, speakerName);

  async function record() {
    const input: ConsentInput = { basis, speakerName: speakerName.trim(), statement: statement.trim() };
    onRecorded(await api.post<VoiceDetail>(`/api/voices/${voiceId}/consent`, input));
  }

  return (
    <form method="post" onSubmit={handle(record)} className="flex flex-col gap-4">
      <FormError message={error ?? fields.basis} />
      <ChoiceCards label="On what grounds may the voice be used?" value={basis} choices={CHOICES} disabled={pending} onChange={setBasis} />
      <Field label="Speaker's name" error={fields.speakerName}>
        <Input
          required
          maxLength={120}
          autoComplete="off"
          value={speakerName}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
      </Field>
      <Field
        label="Statement"
        error={fields.statement}
        aside={
          ownWords === undefined ? undefined : (
            <button type="button" className="text-accent underline underline-offset-2" onClick={() => setOwnWords(undefined)}>
              Suggested words
            </button>
          )
        }
      >
        <Textarea
          required
          rows={5}
          minLength={10}
          maxLength={1_000}
          value={statement}
          onChange={(event) => setOwnWords(event.currentTarget.value)}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel ? (
          <Button onClick={onCancel} disabled={pending}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" variant="primary" pending={pending} disabled={speakerName.trim() === ""}>
          Record consent
        </Button>
      </div>
    </form>
  );
}
