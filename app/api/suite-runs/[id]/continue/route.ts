import { route } from "@/lib/server/http/route";
import { continueRun } from "@/lib/server/suite-runs/continue-run";

export const POST = route({ permission: "editor" }, ({ viewer, param }) => continueRun(viewer, param("id")));
