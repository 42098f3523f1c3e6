import { engineHeartbeat } from "@duologue/protocol";
import { receiveHeartbeat } from "@/lib/server/engines/receive-heartbeat";
import { route } from "@/lib/server/http/route";

export const POST = route({ permission: "engine" }, async ({ engineId, json }) => receiveHeartbeat(engineId, await json(engineHeartbeat)));
