import { route } from "@/lib/server/http/route";
import { deletePersona } from "@/lib/server/personas/delete-persona";
import { readPersona } from "@/lib/server/personas/read-persona";
import { renamePersona } from "@/lib/server/personas/rename-persona";
import { savePersona } from "@/lib/server/personas/save-persona";
import { renamePersonaInput, savePersonaInput } from "@/lib/shared/personas";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readPersona(viewer, param("id")));

export const PUT = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  savePersona(viewer, param("id"), await json(savePersonaInput)),
);

export const PATCH = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  renamePersona(viewer, param("id"), await json(renamePersonaInput)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deletePersona(viewer, param("id")));
