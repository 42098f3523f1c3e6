import type { PersonaDocument } from "@duologue/persona";
import { ERROR_TABLE, type ErrorBody } from "@duologue/protocol";
import { noteSignedOut } from "@/lib/client/session";
import type { SavePersonaReply } from "@/lib/shared/personas";
import type { SaveOutcome } from "./save-state";

/** browsers let a request outlive its page only up to this size */
const KEEPALIVE_MAX_BYTES = 60_000;

/**
 * PUT /api/personas/:id. Never throws: no answer, and answers that a later try may better (5xx, 429), are "unreachable".
 * `leaving` lets the request outlive the page where it is small enough.
 */
export async function savePersona(
  personaId: string,
  document: PersonaDocument,
  baseRevision: number,
  leaving: boolean,
): Promise<SaveOutcome> {
  const body = JSON.stringify({ document, baseRevision });
  const keepalive = leaving && new Blob([body]).size <= KEEPALIVE_MAX_BYTES;
  let response: Response;
  try {
    response = await fetch(`/api/personas/${encodeURIComponent(personaId)}`, {
      method: "PUT",
      headers: { "content-type": "application/json", accept: "application/json" },
      credentials: "same-origin",
      body,
      keepalive,
    });
  } catch {
    return { kind: "unreachable" };
  }
  const value = (await response.json().catch(() => null)) as (Partial<SavePersonaReply> & { error?: ErrorBody }) | null;
  if (response.ok && typeof value?.revision === "number") return { kind: "saved", revision: value.revision };
  if (response.status === 409) {
    const theirs = Number(value?.error?.fields?.revision);
    return { kind: "conflict", theirRevision: Number.isInteger(theirs) && theirs > 0 ? theirs : null };
  }
  if (response.ok || response.status >= 500 || response.status === 429) return { kind: "unreachable" };
  if (value?.error?.code === "unauthenticated") {
    noteSignedOut();
    return { kind: "signedOut" };
  }
  return { kind: "refused", message: value?.error?.message ?? ERROR_TABLE.bad_request.words };
}
