import { route } from "@/lib/server/http/route";
import { serveVoice } from "@/lib/server/voices/serve-voice";

export const GET = route({ permission: "viewer" }, ({ viewer, param, request, url }) =>
  serveVoice(viewer, param("id"), url.searchParams.get("variant") === "original" ? "original" : "normalised", request),
);
