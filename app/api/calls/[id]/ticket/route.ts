import { renewTicket } from "@/lib/server/calls/renew-ticket";
import { answerJson, route } from "@/lib/server/http/route";

export const POST = route({ permission: "viewer" }, async ({ viewer, param }) =>
  answerJson(await renewTicket(viewer, param("id")), { status: 201 }),
);
