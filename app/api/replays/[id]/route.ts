import { route } from "@/lib/server/http/route";
import { readReplay } from "@/lib/server/replays/read-replay";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readReplay(viewer, param("id")));
