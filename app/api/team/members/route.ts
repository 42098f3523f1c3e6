import { route } from "@/lib/server/http/route";
import { listMembers } from "@/lib/server/team/members";

export const GET = route({ permission: "viewer" }, async ({ viewer }) => ({ members: await listMembers(viewer) }));
