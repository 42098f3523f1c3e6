/** The multipart body of an upload. */
import { ProtocolError } from "@duologue/protocol";
import { MAX_UPLOAD_BYTES, uploadVoiceInput } from "@/lib/shared/voices";
import { limitStream, parseInput } from "../http/read-body";

/** Room for the form's other fields and boundaries. */
const FORM_BYTES = 20_000;

/** Throws `unsupported_media`, `too_large` or `invalid_input`. The file's name is kept for display only. */
export async function readUpload(request: Request): Promise<{ name: string; fileName: string; bytes: Uint8Array }> {
  const type = request.headers.get("content-type") ?? "nothing";
  if (!type.startsWith("multipart/form-data") || !request.body) {
    throw new ProtocolError("unsupported_media", `Expected a form with a file (multipart/form-data), received ${type.slice(0, 80)}.`);
  }
  const tooLarge = new ProtocolError("too_large", "Expected a file of at most 25 MB. Export it in a compressed format or cut it.");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_UPLOAD_BYTES + FORM_BYTES) throw tooLarge;
  const limited = limitStream(request.body, MAX_UPLOAD_BYTES + FORM_BYTES);
  let form: FormData;
  try {
    form = await new Response(limited, { headers: { "content-type": type } }).formData();
  } catch {
    throw new ProtocolError(
      "bad_request",
      "Expected a complete form of at most 25 MB, received a broken or larger one. Upload the file again.",
    );
  }
  const file = form.get("file");
  if (!(file instanceof File)) throw new ProtocolError("invalid_input", "Expected a sound file.", { fields: { file: "Choose a file." } });
  if (file.size > MAX_UPLOAD_BYTES) throw tooLarge;
  const { name } = parseInput(uploadVoiceInput, { name: form.get("name") ?? "" });
  return { name, fileName: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) };
}
