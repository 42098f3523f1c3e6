import { route } from "@/lib/server/http/route";
import { deleteVoice } from "@/lib/server/voices/delete-voice";
import { readVoice } from "@/lib/server/voices/read-voice";
import { updateVoice } from "@/lib/server/voices/update-voice";
import { updateVoiceInput } from "@/lib/shared/voices";

export const GET = route({ permission: "viewer" }, ({ viewer, param }) => readVoice(viewer, param("id")));

export const PATCH = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  updateVoice(viewer, param("id"), await json(updateVoiceInput)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => deleteVoice(viewer, param("id")));
