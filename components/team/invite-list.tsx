"use client";

import { X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import type { InviteSummary } from "@/lib/shared/team";
import { ROLE_WORDS } from "./role-words";

const STATES: Record<InviteSummary["state"], { words: string; tone: "success" | "neutral" }> = {
  open: { words: "Open", tone: "success" },
  accepted: { words: "Accepted", tone: "neutral" },
  expired: { words: "Expired", tone: "neutral" },
  revoked: { words: "Revoked", tone: "neutral" },
};

/** Invite links and what became of them. Addresses are not shown again; a link that went astray is revoked. */
export function InviteList({ invites, onChanged }: { invites: readonly InviteSummary[]; onChanged: () => void }) {
  async function revoke(invite: InviteSummary) {
    try {
      await api.delete(`/api/team/invites/${invite.id}`);
      toast.success("The invite was revoked");
    } catch (error) {
      toast.error(wordsOf(error));
    }
    onChanged();
  }

  return (
    <ul aria-label="Invites" className="divide-y divide-line rounded-lg border border-line bg-surface">
      {invites.map((invite) => (
        <li key={invite.id} className="flex min-h-14 items-center gap-3 px-4 py-2.5 sm:px-5">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <span className="font-medium">{ROLE_WORDS[invite.role].label}</span>
              <Badge tone={STATES[invite.state].tone}>{STATES[invite.state].words}</Badge>
            </p>
            <p className="text-muted text-sm">
              {invite.createdByName ? `by ${invite.createdByName}, ` : ""}
              {invite.state === "accepted" && invite.acceptedByName ? (
                `accepted by ${invite.acceptedByName}`
              ) : invite.state === "open" ? (
                <>
                  expires <Moment iso={invite.expiresAt} />
                </>
              ) : (
                <>
                  made <Moment iso={invite.createdAt} />
                </>
              )}
            </p>
          </div>
          {invite.state === "open" ? (
            <Button variant="ghost" size="sm" onClick={() => void revoke(invite)}>
              <X aria-hidden />
              Revoke
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
