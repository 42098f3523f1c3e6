import { answerJson, route } from "@/lib/server/http/route";
import { makeTestFromCall } from "@/lib/server/suites/make-test-from-call";
import { makeTestInput } from "@/lib/shared/suites";

export const POST = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  answerJson(await makeTestFromCall(viewer, param("id"), await json(makeTestInput)), { status: 201 }),
);
