"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { joinNames } from "@/lib/shared/voice-words";
import type { VoiceDetail } from "@/lib/shared/voices";

/** Asks, saying who uses it, what goes and what stays. */
export function DeleteVoice({ voice }: { voice: VoiceDetail }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const used = voice.usedBy.length;

  async function remove() {
    try {
      await api.delete(`/api/voices/${voice.id}`);
    } catch (error) {
      toast.error("The voice was not deleted", { description: wordsOf(error) });
      throw error;
    }
    toast(`${voice.name} was deleted`);
    router.push("/voices");
    router.refresh();
  }

  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Delete ${voice.name}?`}
        description={
          <>
            {used > 0 ? (
              <p className="mb-2 text-foreground">
                <strong className="font-semibold">{joinNames(voice.usedBy)}</strong> {used === 1 ? "uses" : "use"} it and cannot be called
                until {used === 1 ? "it has" : "they have"} another voice.
              </p>
            ) : null}
            <p>
              The recording and the levelled copy are removed for good. Who agreed to its use, and when, stays on record, as do the
              recordings of calls that were made with it.
            </p>
          </>
        }
        confirmLabel="Delete the voice"
        onConfirm={remove}
      />
    </>
  );
}
