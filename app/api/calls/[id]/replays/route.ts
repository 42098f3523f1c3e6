import { answerJson, route } from "@/lib/server/http/route";
import { listReplays } from "@/lib/server/replays/list-replays";
import { startReplay } from "@/lib/server/replays/start-replay";
import { startReplayInput } from "@/lib/shared/replays";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => listReplays(viewer, param("id")));

export const POST = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  answerJson(await startReplay(viewer, param("id"), await json(startReplayInput)), { status: 201 }),
);
