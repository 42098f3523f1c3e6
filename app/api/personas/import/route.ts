import { answerJson, route } from "@/lib/server/http/route";
import { importPersonaFile, previewImport } from "@/lib/server/personas/import-persona-file";
import { importPersonaInput } from "@/lib/shared/personas";

export const POST = route({ permission: "editor" }, async ({ viewer, json, url }) => {
  const input = await json(importPersonaInput);
  if (url.searchParams.get("preview") === "1") return previewImport(viewer, input);
  return answerJson(await importPersonaFile(viewer, input), { status: 201 });
});
