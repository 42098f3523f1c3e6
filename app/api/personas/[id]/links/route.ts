import { answerJson, route } from "@/lib/server/http/route";
import { createLink } from "@/lib/server/links/create-link";
import { listLinks } from "@/lib/server/links/list-links";
import { findPersona } from "@/lib/server/personas/find-persona";
import { createLinkInput } from "@/lib/shared/links";

export const GET = route({ permission: "viewer" }, async ({ viewer, param }) => {
  const { id } = await findPersona(viewer.teamId, param("id"));
  return { links: await listLinks(viewer, id) };
});

export const POST = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  answerJson(await createLink(viewer, param("id"), await json(createLinkInput)), { status: 201 }),
);
