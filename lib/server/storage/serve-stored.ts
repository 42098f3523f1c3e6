/** Stored content as an HTTP answer, with byte ranges (players seek with them). */
import { ProtocolError } from "@duologue/protocol";
import { storage } from "./storage";

export interface ServeOptions {
  contentType: string;
  /** offers it as a file to keep, under this name */
  downloadAs?: string | undefined;
}

/** 200, 206 or 416. Throws `not_found` where nothing is stored. */
export async function serveStored(request: Request, key: string, options: ServeOptions): Promise<Response> {
  const totalBytes = await storage().size(key);
  if (totalBytes === null) throw new ProtocolError("not_found");
  const headers = new Headers({
    "content-type": options.contentType,
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  if (options.downloadAs) headers.set("content-disposition", attachment(options.downloadAs));
  const range = parseRange(request.headers.get("range"), totalBytes);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${totalBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const part = await storage().open(key, range ?? undefined);
  if (!part) throw new ProtocolError("not_found");
  headers.set("content-length", String(part.bytes));
  if (!range) return new Response(part.stream, { status: 200, headers });
  headers.set("content-range", `bytes ${range.from}-${range.from + part.bytes - 1}/${totalBytes}`);
  return new Response(part.stream, { status: 206, headers });
}

/** One range of RFC 9110; null: none asked for, or several, which may be answered with the whole. */
export function parseRange(header: string | null, totalBytes: number): { from: number; to: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const from = match[1] === "" ? Math.max(0, totalBytes - Number(match[2])) : Number(match[1]);
  const to = match[1] === "" || match[2] === "" ? totalBytes - 1 : Math.min(Number(match[2]), totalBytes - 1);
  return from >= totalBytes || to < from ? "unsatisfiable" : { from, to };
}

/** A Content-Disposition that survives any name. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^A-Za-z0-9._ -]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
