import { answerJson, route } from "@/lib/server/http/route";
import { acceptInvite } from "@/lib/server/team/accept-invite";
import { switchTeam } from "@/lib/server/team/team";
import { inviteTokenInput } from "@/lib/shared/team";

/** Joins, and makes the joined team the active one. */
export const POST = route(
  { permission: "member", rateLimit: { name: "invite", points: 30, perSeconds: 600 } },
  async ({ person, json }) => {
    const { teamId } = await acceptInvite(person, (await json(inviteTokenInput)).token);
    return answerJson({ teamId }, { headers: { "set-cookie": await switchTeam(person, teamId) } });
  },
);
