"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { formatDate } from "@/lib/shared/format";
import { CONSENT_BASIS_WORDS, type VoiceConsent, type VoiceDetail } from "@/lib/shared/voices";
import { ConsentForm } from "./consent-form";
import { DAY_WORDS } from "./consent-statements";
import { ConsentBadge } from "./voice-badges";

export interface ConsentCardProps {
  voice: VoiceDetail;
  viewerName: string;
  canEdit: boolean;
  onChanged: (voice: VoiceDetail) => void;
}

/** Whether the speaker agrees, on what grounds, and who put it on record. */
export function ConsentCard({ voice, viewerName, canEdit, onChanged }: ConsentCardProps) {
  const [replacing, setReplacing] = useState(false);
  const [asking, setAsking] = useState(false);
  const asForm = canEdit && (!voice.consent || replacing);

  async function withdraw() {
    try {
      onChanged(await api.delete<VoiceDetail>(`/api/voices/${voice.id}/consent`));
      toast("The consent is withdrawn");
    } catch (error) {
      toast.error("The consent was not withdrawn", { description: wordsOf(error) });
      throw error;
    }
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Consent</CardTitle>
        <ConsentBadge consent={voice.consent} />
      </CardHeader>
      <CardContent className="pt-3">
        {voice.consent ? null : (
          <p className="mb-4 text-pretty text-muted text-sm">
            No call can use this voice before it is on record that the speaker agrees
            {canEdit ? "." : ". An editor of your team can record it."}
          </p>
        )}
        {asForm ? (
          <ConsentForm
            voiceId={voice.id}
            viewerName={viewerName}
            onCancel={voice.consent ? () => setReplacing(false) : undefined}
            onRecorded={(next) => {
              setReplacing(false);
              onChanged(next);
              toast.success("The consent is recorded");
            }}
          />
        ) : voice.consent ? (
          <>
            <ConsentRecord consent={voice.consent} />
            {canEdit ? (
              <div className="mt-4 flex flex-wrap gap-2">
                <Button size="sm" onClick={() => setReplacing(true)}>
                  Replace
                </Button>
                <Button size="sm" variant="ghost" className="text-danger" onClick={() => setAsking(true)}>
                  Withdraw
                </Button>
              </div>
            ) : null}
          </>
        ) : null}
      </CardContent>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title="Withdraw the consent?"
        description="From now on no new call may use this voice; calls that are under way go on. Who had agreed to what, and when, stays on record. A new consent can be recorded later."
        confirmLabel="Withdraw consent"
        onConfirm={withdraw}
      />
    </Card>
  );
}

function ConsentRecord({ consent }: { consent: VoiceConsent }) {
  return (
    <div className="text-sm">
      <blockquote className="break-words border-line-strong border-l-2 pl-3 leading-relaxed">{consent.statement}</blockquote>
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-muted">Speaker</dt>
        <dd className="break-words">{consent.speakerName}</dd>
        <dt className="text-muted">Basis</dt>
        <dd>{CONSENT_BASIS_WORDS[consent.basis]}</dd>
        {consent.agreedOn ? (
          <>
            <dt className="text-muted">{DAY_WORDS[consent.basis]}</dt>
            <dd>{formatDate(consent.agreedOn, "UTC")}</dd>
          </>
        ) : null}
        <dt className="text-muted">Recorded by</dt>
        <dd className="break-words">{consent.recordedBy}</dd>
        <dt className="text-muted">Recorded on</dt>
        <dd>
          <Moment iso={consent.recordedAt} as="full" />
        </dd>
      </dl>
    </div>
  );
}
