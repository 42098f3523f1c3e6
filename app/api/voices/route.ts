import { answerJson, route } from "@/lib/server/http/route";
import { listVoices } from "@/lib/server/voices/list-voices";
import { readUpload } from "@/lib/server/voices/read-upload";
import { uploadVoice } from "@/lib/server/voices/upload-voice";

export const GET = route({ permission: "viewer" }, async ({ viewer }) => ({ voices: await listVoices(viewer) }));

export const POST = route(
  { permission: "editor", rateLimit: { name: "voice-upload", points: 60, perSeconds: 3_600 } },
  async ({ viewer, request }) => answerJson(await uploadVoice(viewer, await readUpload(request)), { status: 201 }),
);
