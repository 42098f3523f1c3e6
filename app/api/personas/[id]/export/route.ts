import { route } from "@/lib/server/http/route";
import { exportPersonaFile } from "@/lib/server/personas/export-persona-file";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => exportPersonaFile(viewer, param("id")));
