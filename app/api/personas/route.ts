import { answerJson, route } from "@/lib/server/http/route";
import { createPersona } from "@/lib/server/personas/create-persona";
import { listPersonas } from "@/lib/server/personas/list-personas";
import { createPersonaInput } from "@/lib/shared/personas";

export const GET = route({ permission: "viewer" }, async ({ viewer, url }) => ({
  personas: await listPersonas(viewer, (url.searchParams.get("q") ?? "").slice(0, 200)),
}));

export const POST = route({ permission: "editor" }, async ({ viewer, json }) =>
  answerJson(await createPersona(viewer, await json(createPersonaInput)), { status: 201 }),
);
