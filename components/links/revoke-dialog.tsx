"use client";

import { ConfirmDialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import type { LinkSummary } from "@/lib/shared/links";

/** Asks before a link is closed for good. */
export function RevokeDialog({ link, onClose, onRevoked }: { link: LinkSummary | undefined; onClose: () => void; onRevoked: () => void }) {
  async function revoke() {
    if (!link) return;
    try {
      await api.delete(`/api/links/${link.id}`);
      toast.success("The link is closed");
      onRevoked();
    } catch (error) {
      toast.error(wordsOf(error));
      throw error;
    }
  }

  return (
    <ConfirmDialog
      open={link !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      danger
      title={`Revoke ${link?.label ? `“${link.label}”` : "this link"}?`}
      description={
        link && link.liveCallCount > 0
          ? "Somebody is in a call through it: that call ends at once. The link cannot be opened again; recordings are kept."
          : "Nobody can call through it any more, and it cannot be opened again. Recordings are kept."
      }
      confirmLabel="Revoke link"
      onConfirm={revoke}
    />
  );
}
