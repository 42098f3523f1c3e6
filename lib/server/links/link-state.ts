import type { Prisma, ShareLink } from "@duologue/db";
import { type ErrorCode, ProtocolError } from "@duologue/protocol";
import type { LinkState } from "@/lib/shared/links";
import { now } from "../clock";

type Limits = Pick<ShareLink, "revokedAt" | "expiresAt" | "callCap" | "callCount">;

export function linkState({ revokedAt, expiresAt, callCap, callCount }: Limits): LinkState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now()) return "expired";
  return callCap !== null && callCount >= callCap ? "exhausted" : "open";
}

const CODES: Record<Exclude<LinkState, "open">, ErrorCode> = {
  revoked: "link_revoked",
  expired: "link_expired",
  exhausted: "link_exhausted",
};

/** Throws the code that says why a link is closed. */
export function requireOpen(link: Limits): void {
  const state = linkState(link);
  if (state !== "open") throw new ProtocolError(CODES[state]);
}

/** Links that are neither revoked nor expired, for counting. (A cap compares two columns; it is checked where calls begin.) */
export function openLinkWhere(): Prisma.ShareLinkWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
}
