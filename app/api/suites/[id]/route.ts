import { route } from "@/lib/server/http/route";
import { deleteSuite } from "@/lib/server/suites/delete-suite";
import { readSuite } from "@/lib/server/suites/read-suite";
import { readSuiteUpload } from "@/lib/server/suites/read-suite-upload";
import { replaceSuite } from "@/lib/server/suites/replace-suite";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readSuite(viewer, param("id")));

export const PUT = route({ permission: "editor" }, async ({ viewer, param, request }) =>
  replaceSuite(viewer, param("id"), await readSuiteUpload(request)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deleteSuite(viewer, param("id")));
