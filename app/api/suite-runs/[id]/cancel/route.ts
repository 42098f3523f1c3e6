import { route } from "@/lib/server/http/route";
import { cancelRun } from "@/lib/server/suite-runs/cancel-run";

export const POST = route({ permission: "editor" }, ({ viewer, param }) => cancelRun(viewer, param("id")));
