import { receiveFile } from "@/lib/server/engines/receive-file";
import { route } from "@/lib/server/http/route";

export const PUT = route({ permission: "engine" }, ({ engineId, param, request }) =>
  receiveFile(engineId, param("id"), "recording", request),
);
