import { serveCallFile } from "@/lib/server/calls/serve-call-file";
import { route } from "@/lib/server/http/route";

export const GET = route({ permission: "viewer" }, ({ viewer, param, request }) =>
  serveCallFile(viewer, param("id"), "recording", request),
);
