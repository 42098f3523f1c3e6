import { answerJson, route } from "@/lib/server/http/route";
import { listSuites } from "@/lib/server/suites/list-suites";
import { uploadSuite } from "@/lib/server/suites/upload-suite";
import { suiteTextInput } from "@/lib/shared/suites";

export const GET = route({ permission: "viewer" }, ({ viewer }) => listSuites(viewer));

export const POST = route({ permission: "editor" }, async ({ viewer, json }) =>
  answerJson(await uploadSuite(viewer, await json(suiteTextInput)), { status: 201 }),
);
