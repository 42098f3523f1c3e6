import { callFacts } from "@duologue/protocol";
import { receiveFacts } from "@/lib/server/engines/receive-facts";
import { route } from "@/lib/server/http/route";

export const POST = route({ permission: "engine" }, async ({ engineId, param, json }) =>
  receiveFacts(engineId, param("id"), await json(callFacts)),
);
