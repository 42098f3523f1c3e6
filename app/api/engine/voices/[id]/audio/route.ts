import { serveVoice } from "@/lib/server/engines/serve-voice";
import { route } from "@/lib/server/http/route";

export const GET = route({ permission: "engine" }, ({ engineId, param, request }) => serveVoice(engineId, param("id"), request));
