import { route } from "@/lib/server/http/route";
import { deleteSuite } from "@/lib/server/suites/delete-suite";
import { readSuite } from "@/lib/server/suites/read-suite";
import { replaceSuite } from "@/lib/server/suites/replace-suite";
import { suiteTextInput } from "@/lib/shared/suites";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readSuite(viewer, param("id")));

export const PUT = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  replaceSuite(viewer, param("id"), await json(suiteTextInput)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deleteSuite(viewer, param("id")));
