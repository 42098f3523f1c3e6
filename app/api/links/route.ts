import { route } from "@/lib/server/http/route";
import { listLinks } from "@/lib/server/links/list-links";

export const GET = route({ permission: "viewer" }, async ({ viewer }) => ({ links: await listLinks(viewer) }));
