import { exportPersona } from "@duologue/persona";
import type { Viewer } from "../auth/session";
import { env } from "../env";
import { attachment } from "../storage/serve-stored";
import { findPersona } from "./find-persona";
import { readDocument } from "./stored-document";

/** The draft as a file NAME.persona.json. */
export async function exportPersonaFile(viewer: Viewer, id: string): Promise<Response> {
  const { name, document } = await findPersona(viewer.teamId, id);
  const stem =
    name
      .normalize("NFKD")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .toLowerCase()
      .slice(0, 80) || "persona";
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "content-disposition": attachment(`${stem}.persona.json`),
  };
  return new Response(exportPersona(readDocument(document), { studioUrl: env().NEXTAUTH_URL }), { headers });
}
