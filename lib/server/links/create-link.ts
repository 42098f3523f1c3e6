import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import type { createLinkInput, LinkSummary, NewLink } from "@/lib/shared/links";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { now } from "../clock";
import { env } from "../env";
import { findPersona } from "../personas/find-persona";
import { snapshotVersion } from "../personas/snapshot-version";
import { hashPassword, newToken, tokenHash } from "../secrets";
import { summariseLinks } from "./list-links";

/** A link to the draft as it is now. The URL holds the only copy of its token. */
export async function createLink(viewer: Viewer, personaId: string, input: z.output<typeof createLinkInput>): Promise<NewLink> {
  const expiresAt = futureDate(input.expiresAt);
  const persona = await findPersona(viewer.teamId, personaId);
  const version = await snapshotVersion(persona, viewer.userId);
  const token = newToken();
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  const { id } = await db.$transaction(async (tx) => {
    const link = await tx.shareLink.create({
      data: {
        teamId: viewer.teamId,
        personaId,
        versionId: version.id,
        label: input.label,
        tokenHash: tokenHash(token),
        passwordHash,
        expiresAt,
        callCap: input.callCap ?? null,
        maxCallSeconds: input.maxCallSeconds,
        offer: input.offer ?? null,
        createdById: viewer.userId,
      },
    });
    await audit(viewer, "link.created", { type: "link", id: link.id }, { personaId }, tx);
    return link;
  });
  const [summary] = await summariseLinks({ id });
  return { ...(summary as LinkSummary), url: `${env().NEXTAUTH_URL.replace(/\/$/, "")}/t/${token}` };
}

/** Throws `invalid_input` for a moment that has passed. */
export function futureDate(text: string | null | undefined): Date | null {
  if (!text) return null;
  const date = new Date(text);
  if (date > now()) return date;
  throw new ProtocolError("invalid_input", undefined, { fields: { expiresAt: "Choose a moment in the future." } });
}
