import { answerJson, route } from "@/lib/server/http/route";
import { measureAgain } from "@/lib/server/scorecards/measure-again";

export const POST = route({ permission: "editor" }, async ({ viewer, param }) =>
  answerJson(await measureAgain(viewer, param("id")), { status: 202 }),
);
