import { answerJson, route } from "@/lib/server/http/route";
import { switchTeam } from "@/lib/server/team/team";
import { switchTeamInput } from "@/lib/shared/team";

export const POST = route({ permission: "member" }, async ({ person, json }) => {
  const { teamId } = await json(switchTeamInput);
  return answerJson({ ok: true }, { headers: { "set-cookie": await switchTeam(person, teamId) } });
});
