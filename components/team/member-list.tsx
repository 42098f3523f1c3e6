"use client";

import { UserMinus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";
import { api, wordsOf } from "@/lib/client/api";
import type { MemberSummary, Role } from "@/lib/shared/team";
import { isLastOwner } from "./member-rules";
import { ROLE_OPTIONS, ROLE_WORDS } from "./role-words";

export interface MemberListProps {
  members: readonly MemberSummary[];
  isOwner: boolean;
  onChanged: () => void;
}

/** Who belongs to the team; owners change roles and remove people. */
export function MemberList({ members, isOwner, onChanged }: MemberListProps) {
  const [removing, setRemoving] = useState<MemberSummary>();
  const nameOf = (member: MemberSummary) => member.name ?? member.email ?? "Somebody";

  async function changeRole(member: MemberSummary, role: Role) {
    try {
      await api.patch(`/api/team/members/${member.userId}`, { role });
      toast.success(`${nameOf(member)} is now ${ROLE_WORDS[role].label.toLowerCase()}`);
    } catch (error) {
      toast.error(wordsOf(error));
    }
    onChanged();
  }

  async function remove() {
    if (!removing) return;
    try {
      await api.delete(`/api/team/members/${removing.userId}`);
      toast.success(`${nameOf(removing)} was removed`);
    } catch (error) {
      toast.error(wordsOf(error));
      throw error;
    } finally {
      onChanged();
    }
  }

  return (
    <>
      <ul aria-label="Members" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {members.map((member) => {
          const last = isLastOwner(member, members);
          return (
            <li key={member.userId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <div className="min-w-0 flex-1 basis-48">
                <p className="flex items-center gap-2 font-medium text-sm">
                  <span className="truncate">{nameOf(member)}</span>
                  {member.isYou ? <Badge>You</Badge> : null}
                </p>
                <p className="truncate text-muted text-sm">
                  {member.email && member.name ? `${member.email} · ` : ""}since <Moment iso={member.joinedAt} as="day" />
                </p>
                {isOwner && last ? (
                  <p className="text-muted text-xs">The only owner: to change this role, make somebody else an owner first.</p>
                ) : null}
              </div>
              {isOwner ? (
                <div className="flex items-center gap-1">
                  <Select
                    size="sm"
                    className="w-28"
                    label={`Role of ${nameOf(member)}`}
                    value={member.role}
                    disabled={last}
                    onValueChange={(role) => void changeRole(member, role as Role)}
                    options={ROLE_OPTIONS}
                  />
                  <Tooltip label={last ? "A team keeps an owner: make somebody else one first" : "Remove from the team"}>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Remove ${nameOf(member)}`}
                      aria-disabled={last || undefined}
                      onClick={() => {
                        if (!last) setRemoving(member);
                      }}
                    >
                      <UserMinus aria-hidden />
                    </Button>
                  </Tooltip>
                </div>
              ) : (
                <Badge title={ROLE_WORDS[member.role].may}>{ROLE_WORDS[member.role].label}</Badge>
              )}
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={removing !== undefined}
        onOpenChange={(open) => {
          if (!open) setRemoving(undefined);
        }}
        danger
        title={removing?.isYou ? "Leave this team?" : `Remove ${removing ? nameOf(removing) : ""}?`}
        description={
          removing?.isYou
            ? "You lose access at once. What you made stays with the team."
            : "They lose access at once. What they made stays with the team; a new invite brings them back."
        }
        confirmLabel={removing?.isYou ? "Leave team" : "Remove"}
        onConfirm={remove}
      />
    </>
  );
}
