"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useResource } from "@/lib/client/use-resource";
import { type InviteSummary, type MemberSummary, TEAM_NAME_MAX_LENGTH } from "@/lib/shared/team";
import { InviteDialog } from "./invite-dialog";
import { InviteList } from "./invite-list";
import { MemberList } from "./member-list";
import { ROLE_WORDS } from "./role-words";
import { SavedNameForm } from "./saved-name-form";

export interface TeamViewProps {
  teamName: string;
  isOwner: boolean;
  members: MemberSummary[];
  /** owners only; empty for everybody else */
  invites: InviteSummary[];
}

interface InviteSectionProps {
  initial: InviteSummary[];
  inviting: boolean;
  onInvitingChange: (inviting: boolean) => void;
}

/** Owners only: the studio tells nobody else which invites there are. */
function InviteSection({ initial, inviting, onInvitingChange }: InviteSectionProps) {
  const list = useResource<{ invites: InviteSummary[] }>("/api/team/invites", { initial: { invites: initial } });
  const invites = list.data?.invites ?? [];
  return (
    <>
      {invites.length > 0 ? (
        <section aria-labelledby="invites">
          <h2 id="invites" className="mb-3 font-semibold">
            Invite links
          </h2>
          <InviteList invites={invites} onChanged={() => void list.reload()} />
        </section>
      ) : null}
      <InviteDialog open={inviting} onOpenChange={onInvitingChange} onCreated={() => void list.reload()} />
    </>
  );
}

/** The people of the team. */
export function TeamView({ teamName, isOwner, members: initialMembers, invites: initialInvites }: TeamViewProps) {
  const memberList = useResource<{ members: MemberSummary[] }>("/api/team/members", { initial: { members: initialMembers } });
  const [inviting, setInviting] = useState(false);
  const members = memberList.data?.members ?? [];

  return (
    <>
      <PageHeader
        title="Team"
        description="Who works on these personas. Everybody sees the same personas, voices and calls; the role decides who may change them."
        actions={
          isOwner ? (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden />
              Invite
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-10">
        {isOwner ? (
          <SavedNameForm key={teamName} label="Team name" address="/api/team" savedName={teamName} maxLength={TEAM_NAME_MAX_LENGTH} />
        ) : null}
        <section aria-labelledby="members">
          <h2 id="members" className="mb-3 font-semibold">
            Members
          </h2>
          <MemberList members={members} isOwner={isOwner} onChanged={() => void memberList.reload()} />
          <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-muted text-sm">
            {Object.values(ROLE_WORDS).map(({ label, may }) => (
              <div key={label} className="flex gap-1.5">
                <dt className="font-medium text-foreground">{label}</dt>
                <dd>{may}</dd>
              </div>
            ))}
          </dl>
        </section>
        {isOwner ? <InviteSection initial={initialInvites} inviting={inviting} onInvitingChange={setInviting} /> : null}
      </div>
    </>
  );
}
