/** The multipart body of an upload, limited while it arrives. */
import { ProtocolError } from "@duologue/protocol";
import { limitStream } from "./read-body";

/** Room for the form's other fields and boundaries. */
const FORM_BYTES = 20_000;

export interface FormFile {
  form: FormData;
  /** kept for display only */
  fileName: string;
  bytes: Uint8Array;
}

export function isForm(request: Request): boolean {
  return (request.headers.get("content-type") ?? "").startsWith("multipart/form-data");
}

/** Reads the form's `file`. `advice` says how to make one that is small enough. Throws `unsupported_media`, `too_large`, `bad_request` or `invalid_input`. */
export async function readFormFile(request: Request, limitBytes: number, advice: string): Promise<FormFile> {
  const type = request.headers.get("content-type") ?? "nothing";
  if (!isForm(request) || !request.body) {
    throw new ProtocolError("unsupported_media", `Expected a form with a file (multipart/form-data), received ${type.slice(0, 80)}.`);
  }
  const size = `${limitBytes / 1_000_000} MB`;
  const tooLarge = new ProtocolError("too_large", `Expected a file of at most ${size}. ${advice}`);
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes + FORM_BYTES) throw tooLarge;
  let form: FormData;
  try {
    form = await new Response(limitStream(request.body, limitBytes + FORM_BYTES), { headers: { "content-type": type } }).formData();
  } catch {
    throw new ProtocolError(
      "bad_request",
      `Expected a complete form of at most ${size}, received a broken or larger one. Upload the file again.`,
    );
  }
  const file = form.get("file");
  if (!(file instanceof File)) throw new ProtocolError("invalid_input", "Expected a file.", { fields: { file: "Choose a file." } });
  if (file.size > limitBytes) throw tooLarge;
  return { form, fileName: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) };
}
