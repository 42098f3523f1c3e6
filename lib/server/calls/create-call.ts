import { db, type Prisma } from "@duologue/db";
import { parsePersona } from "@duologue/persona";
import type { CallTicketReply, CreateCallInput } from "@/lib/shared/calls";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findPersona } from "../personas/find-persona";
import { documentSha256 } from "../personas/snapshot-version";
import { issueTicket } from "./issue-ticket";
import { prepareCall } from "./prepare-call";

/** A call from the studio may last half an hour. */
const MAX_CALL_SECONDS = 1_800;

/** A member calls the draft: the one that came along, saved or not, else the stored one. Throws like `prepareCall`. */
export async function createCall(viewer: Viewer, { personaId, document: draft, offer = null }: CreateCallInput): Promise<CallTicketReply> {
  const persona = await findPersona(viewer.teamId, personaId);
  const { document } = parsePersona(draft ?? persona.document);
  const { engine, spec } = await prepareCall(viewer.teamId, document, MAX_CALL_SECONDS, offer);
  const version = await db.personaVersion.findUnique({ where: { personaId_sha256: { personaId, sha256: documentSha256(document) } } });
  const call = await db.call.create({
    data: {
      teamId: viewer.teamId,
      personaId,
      personaName: document.meta.name,
      versionId: version?.id ?? null,
      createdById: viewer.userId,
      source: "studio",
      offer,
      spec: spec as unknown as Prisma.InputJsonObject,
    },
  });
  await audit(viewer, "call.created", { type: "call", id: call.id }, { personaId });
  return issueTicket(call, engine);
}
