import { route } from "@/lib/server/http/route";
import { deleteRun } from "@/lib/server/suite-runs/delete-run";
import { readRun } from "@/lib/server/suite-runs/read-run";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readRun(viewer, param("id")));

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deleteRun(viewer, param("id")));
