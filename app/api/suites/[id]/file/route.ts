import { route } from "@/lib/server/http/route";
import { exportSuiteFile } from "@/lib/server/suites/export-suite-file";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => exportSuiteFile(viewer, param("id")));
