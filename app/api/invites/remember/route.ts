import { answerJson, route } from "@/lib/server/http/route";
import { rememberInvite } from "@/lib/server/team/remember-invite";
import { inviteTokenInput } from "@/lib/shared/team";

/** Before signing in at another service, which leads away from the invite page. */
export const POST = route({ permission: "public", rateLimit: { name: "invite", points: 30, perSeconds: 600 } }, async ({ json }) =>
  answerJson({ ok: true }, { headers: { "set-cookie": await rememberInvite((await json(inviteTokenInput)).token) } }),
);
