import { deleteCall } from "@/lib/server/calls/delete-call";
import { readCall } from "@/lib/server/calls/read-call";
import { route } from "@/lib/server/http/route";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readCall(viewer, param("id")));

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deleteCall(viewer, param("id")));
