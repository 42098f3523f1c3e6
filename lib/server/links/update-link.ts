import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { LinkSummary, UpdateLinkInput } from "@/lib/shared/links";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findPersona } from "../personas/find-persona";
import { snapshotVersion } from "../personas/snapshot-version";
import { hashPassword } from "../secrets";
import { futureDate } from "./create-link";
import { findLink } from "./find-link";
import { summariseLinks } from "./list-links";

/** Changes what is named in `input`. A revoked link stays as it is (`conflict`). */
export async function updateLink(viewer: Viewer, id: string, input: UpdateLinkInput): Promise<LinkSummary> {
  const link = await findLink(viewer.teamId, id);
  if (link.revokedAt) throw new ProtocolError("conflict", "This link was revoked and cannot be changed. Create a new one.");
  const version = input.followLatest ? await snapshotVersion(await findPersona(viewer.teamId, link.personaId), viewer.userId) : null;
  const data = {
    ...(input.label === undefined ? {} : { label: input.label }),
    ...(input.expiresAt === undefined ? {} : { expiresAt: futureDate(input.expiresAt) }),
    ...(input.callCap === undefined ? {} : { callCap: input.callCap }),
    ...(input.password === undefined ? {} : { passwordHash: input.password === null ? null : await hashPassword(input.password) }),
    ...(input.offer === undefined ? {} : { offer: input.offer }),
    ...(version ? { versionId: version.id } : {}),
  };
  await db.shareLink.update({ where: { id }, data });
  await audit(viewer, "link.changed", { type: "link", id }, { changed: Object.keys(data) });
  const [summary] = await summariseLinks({ id });
  return summary as LinkSummary;
}
