import type { Metadata } from "next";
import { TeamView } from "@/components/team/team-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listInvites } from "@/lib/server/team/invites";
import { listMembers } from "@/lib/server/team/members";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const viewer = await requireViewer();
  const isOwner = viewer.role === "owner";
  const [members, invites] = await Promise.all([listMembers(viewer), isOwner ? listInvites(viewer) : []]);
  return <TeamView teamName={viewer.teamName} isOwner={isOwner} members={members} invites={invites} />;
}
