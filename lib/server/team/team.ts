/** The team itself. */
import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { TeamDetail } from "@/lib/shared/team";
import { audit } from "../audit";
import { type Person, TEAM_COOKIE, type Viewer } from "../auth/session";
import { cookieHeader } from "../http/cookie-header";

const YEAR_SECONDS = 31_536_000;

export async function readTeam(viewer: Viewer): Promise<TeamDetail> {
  const [memberCount, memberships] = await Promise.all([
    db.membership.count({ where: { teamId: viewer.teamId } }),
    db.membership.findMany({ where: { userId: viewer.userId }, orderBy: { createdAt: "asc" }, include: { team: true } }),
  ]);
  const teams = memberships.map(({ team, role }) => ({ id: team.id, name: team.name, role }));
  return { id: viewer.teamId, name: viewer.teamName, role: viewer.role, memberCount, teams };
}

export async function renameTeam(viewer: Viewer, name: string): Promise<void> {
  await db.team.update({ where: { id: viewer.teamId }, data: { name } });
  await audit(viewer, "team.renamed", { type: "team", id: viewer.teamId });
}

/** The cookie that makes `teamId` the active team. Throws `not_found` where the person is no member. */
export async function switchTeam(person: Person, teamId: string): Promise<string> {
  const membership = await db.membership.findUnique({ where: { userId_teamId: { userId: person.userId, teamId } } });
  if (!membership) throw new ProtocolError("not_found");
  return cookieHeader(TEAM_COOKIE, teamId, { maxAgeSeconds: YEAR_SECONDS });
}
