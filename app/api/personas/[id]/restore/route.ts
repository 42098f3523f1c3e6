import { route } from "@/lib/server/http/route";
import { restorePersona } from "@/lib/server/personas/delete-persona";

export const POST = route({ permission: "editor" }, ({ viewer, param }) => restorePersona(viewer, param("id")));
