import { route } from "@/lib/server/http/route";
import { readTeam, renameTeam } from "@/lib/server/team/team";
import { teamInput } from "@/lib/shared/team";

export const GET = route({ permission: "viewer" }, ({ viewer }) => readTeam(viewer));

export const PATCH = route({ permission: "owner" }, async ({ viewer, json }) => renameTeam(viewer, (await json(teamInput)).name));
