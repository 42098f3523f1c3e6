"use client";

import { AudioLines, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { useResource } from "@/lib/client/use-resource";
import type { VoiceSummary } from "@/lib/shared/voices";
import { AddVoiceDialog } from "./add-voice-dialog";
import { VoiceTable } from "./voice-table";

/** The team's voice library. */
export function VoicesView({ initial, canEdit }: { initial: VoiceSummary[]; canEdit: boolean }) {
  const router = useRouter();
  const list = useResource<{ voices: VoiceSummary[] }>("/api/voices", { initial: { voices: initial } });
  const [adding, setAdding] = useState(false);
  const voices = list.data?.voices ?? [];

  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      Add a voice
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Voices"
        description="Short recordings that a persona's voice is taken from. Each needs a recorded consent before a call may use it."
        actions={canEdit && voices.length > 0 ? add : null}
      />
      {list.error && voices.length === 0 ? (
        <ErrorState message={list.error.message} retry={() => void list.reload()} />
      ) : voices.length === 0 ? (
        <EmptyState
          icon={AudioLines}
          title="No voices yet"
          description={
            <>
              <p>
                A voice prompt is a few seconds of one person speaking, given to the speech model before a call. The persona then answers in
                that voice.
              </p>
              <p className="mt-3">The rehearsal voice, which speaks without a model, cannot take one on: it always sounds like itself.</p>
              {canEdit ? null : <p className="mt-3">As soon as an editor of your team adds one, it stands here.</p>}
            </>
          }
          action={canEdit ? add : null}
        />
      ) : (
        <>
          <VoiceTable voices={voices} />
          <p className="mt-4 max-w-3xl text-muted text-sm">
            Voices work with a speech model. The rehearsal voice, which speaks without one, always sounds like itself.
          </p>
        </>
      )}
      {adding ? <AddVoiceDialog onClose={() => setAdding(false)} onAdded={({ id }) => router.push(`/voices/${id}`)} /> : null}
    </>
  );
}
