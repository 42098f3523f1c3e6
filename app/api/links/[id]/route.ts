import { route } from "@/lib/server/http/route";
import { revokeLink } from "@/lib/server/links/revoke-link";
import { updateLink } from "@/lib/server/links/update-link";
import { updateLinkInput } from "@/lib/shared/links";

export const PATCH = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  updateLink(viewer, param("id"), await json(updateLinkInput)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => revokeLink(viewer, param("id")));
