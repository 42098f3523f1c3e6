import { answerJson, route } from "@/lib/server/http/route";
import { listRuns } from "@/lib/server/suite-runs/list-runs";
import { startRun } from "@/lib/server/suite-runs/start-run";
import { listRunsInput, startRunInput } from "@/lib/shared/suite-runs";

export const GET = route({ permission: "viewer" }, ({ viewer, query }) => listRuns(viewer, query(listRunsInput)));

export const POST = route({ permission: "editor" }, async ({ viewer, json }) =>
  answerJson(await startRun(viewer, await json(startRunInput)), { status: 201 }),
);
