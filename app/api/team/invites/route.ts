import { answerJson, route } from "@/lib/server/http/route";
import { createInvite, listInvites } from "@/lib/server/team/invites";
import { inviteInput } from "@/lib/shared/team";

export const GET = route({ permission: "owner" }, async ({ viewer }) => ({ invites: await listInvites(viewer) }));

export const POST = route({ permission: "owner" }, async ({ viewer, json }) =>
  answerJson(await createInvite(viewer, await json(inviteInput)), { status: 201 }),
);
