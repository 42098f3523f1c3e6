import { readCallSpec } from "@/lib/server/engines/read-call-spec";
import { route } from "@/lib/server/http/route";

export const GET = route({ permission: "engine" }, ({ engineId, param }) => readCallSpec(engineId, param("id")));
