import { answerJson, route } from "@/lib/server/http/route";
import { listSuites } from "@/lib/server/suites/list-suites";
import { readSuiteUpload } from "@/lib/server/suites/read-suite-upload";
import { uploadSuite } from "@/lib/server/suites/upload-suite";

export const GET = route({ permission: "viewer" }, ({ viewer }) => listSuites(viewer));

export const POST = route({ permission: "editor" }, async ({ viewer, request }) =>
  answerJson(await uploadSuite(viewer, await readSuiteUpload(request)), { status: 201 }),
);
