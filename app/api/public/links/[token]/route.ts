import { route } from "@/lib/server/http/route";
import { readPublicLink } from "@/lib/server/links/read-public-link";

export const GET = route({ permission: "public", rateLimit: { name: "link-read", points: 60, perSeconds: 60 } }, ({ param, cookies }) =>
  readPublicLink(param("token"), cookies),
);
