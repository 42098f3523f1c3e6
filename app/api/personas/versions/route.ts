import { route } from "@/lib/server/http/route";
import { listPersonaVersions } from "@/lib/server/personas/list-persona-versions";

export const GET = route({ permission: "viewer" }, ({ viewer }) => listPersonaVersions(viewer));
