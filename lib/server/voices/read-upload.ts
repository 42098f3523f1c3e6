/** The multipart body of an uploaded voice. */
import { MAX_UPLOAD_BYTES, uploadVoiceInput } from "@/lib/shared/voices";
import { parseInput } from "../http/read-body";
import { readFormFile } from "../http/read-form-file";

/** Throws `unsupported_media`, `too_large` or `invalid_input`. The file's name is kept for display only. */
export async function readUpload(request: Request): Promise<{ name: string; fileName: string; bytes: Uint8Array }> {
  const { form, fileName, bytes } = await readFormFile(request, MAX_UPLOAD_BYTES, "Export it in a compressed format or cut it.");
  const { name } = parseInput(uploadVoiceInput, { name: form.get("name") ?? "" });
  return { name, fileName, bytes };
}
