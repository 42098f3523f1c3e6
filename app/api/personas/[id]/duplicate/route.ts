import { answerJson, route } from "@/lib/server/http/route";
import { duplicatePersona } from "@/lib/server/personas/duplicate-persona";

export const POST = route({ permission: "editor" }, async ({ viewer, param }) =>
  answerJson(await duplicatePersona(viewer, param("id")), { status: 201 }),
);
