import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { CallTicketReply } from "@/lib/shared/calls";
import { audit } from "../audit";
import type { CookieJar } from "../auth/session";
import { issueTicket } from "../calls/issue-ticket";
import { prepareCall } from "../calls/prepare-call";
import { consumeFor } from "../http/rate-limit";
import { readDocument } from "../personas/stored-document";
import { findPublicLink } from "./find-link";
import { requireOpen } from "./link-state";
import { isUnlocked } from "./unlock-link";

const BY_LINK = { name: "link-call", points: 60, perSeconds: 60 };

/**
 * A call by somebody without an account. It counts against the cap only when a ticket comes of it. Throws why the link is
 * closed, `link_password_required`, or like `prepareCall`.
 */
export async function startLinkCall(token: string, cookies: CookieJar): Promise<CallTicketReply> {
  const link = await findPublicLink(token);
  requireOpen(link);
  if (!(await isUnlocked(link, cookies))) throw new ProtocolError("link_password_required");
  await consumeFor(BY_LINK, link.id);
  const document = readDocument(link.version.document);
  const { engine, spec } = await prepareForCaller(link.teamId, document, link.maxCallSeconds, link.offer);
  const call = await db.$transaction(async (tx) => {
    await takeOne(tx, link.id);
    return tx.call.create({
      data: {
        teamId: link.teamId,
        personaId: link.personaId,
        personaName: document.meta.name,
        versionId: link.versionId,
        linkId: link.id,
        source: "link",
        offer: link.offer,
        spec: spec as unknown as Prisma.InputJsonObject,
      },
    });
  });
  await audit({ teamId: link.teamId, userId: null }, "call.created", { type: "call", id: call.id }, { linkId: link.id });
  return issueTicket(call, engine);
}

/** What is wrong with the persona is the team's business, not the caller's. */
async function prepareForCaller(...call: Parameters<typeof prepareCall>): ReturnType<typeof prepareCall> {
  try {
    return await prepareCall(...call);
  } catch (error) {
    if (!(error instanceof ProtocolError) || error.code.startsWith("engine_")) throw error;
    throw new ProtocolError("engine_unavailable", "This persona cannot take calls just now. Tell whoever sent you the link.");
  }
}

/** One statement decides, so that calls at the same moment cannot exceed the cap. */
async function takeOne(tx: Prisma.TransactionClient, linkId: string): Promise<void> {
  const taken = await tx.$executeRaw`
    UPDATE "ShareLink" SET "callCount" = "callCount" + 1
    WHERE id = ${linkId} AND "revokedAt" IS NULL AND ("callCap" IS NULL OR "callCount" < "callCap")`;
  if (taken === 1) return;
  requireOpen(await tx.shareLink.findUniqueOrThrow({ where: { id: linkId } }));
  throw new ProtocolError("link_exhausted");
}
