import { route } from "@/lib/server/http/route";
import { revokeInvite } from "@/lib/server/team/invites";

export const DELETE = route({ permission: "owner" }, ({ viewer, param }) => revokeInvite(viewer, param("id")));
