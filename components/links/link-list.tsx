"use client";

import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { useNextAnswer } from "@/lib/client/use-next-answer";
import type { LinkSummary, UpdateLinkInput } from "@/lib/shared/links";
import { answererWords } from "@/lib/shared/who-answers";
import { LinkRow } from "./link-row";
import { RevokeDialog } from "./revoke-dialog";

/** Links with what can be done to each; `onChanged` asks for the list again. */
export function LinkList({
  links,
  canEdit,
  showPersona = false,
  onChanged,
}: {
  links: readonly LinkSummary[];
  canEdit: boolean;
  showPersona?: boolean;
  onChanged: () => void;
}) {
  const [revoking, setRevoking] = useState<LinkSummary>();
  const answers = useNextAnswer();

  async function update(link: LinkSummary, change: UpdateLinkInput, words: string) {
    try {
      await api.patch(`/api/links/${link.id}`, change);
      toast.success(words);
    } catch (error) {
      toast.error(wordsOf(error));
    }
    onChanged();
  }

  return (
    <>
      <ul aria-label="Links" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {links.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            // who the engine's own is now matters only to calls that are still to come
            answeredBy={link.offer === null && link.state !== "open" ? null : answererWords(answers, link.offer)}
            canEdit={canEdit}
            showPersona={showPersona}
            onUpdate={() => void update(link, { followLatest: true }, "The link now calls the newest version")}
            onOwnSpeaker={() => void update(link, { offer: null }, "The engine's own speaker now answers this link")}
            onRevoke={() => setRevoking(link)}
          />
        ))}
      </ul>
      <RevokeDialog link={revoking} onClose={() => setRevoking(undefined)} onRevoked={onChanged} />
    </>
  );
}
