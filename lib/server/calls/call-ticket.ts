import { randomUUID } from "node:crypto";
import { TICKET_AUDIENCE, TICKET_ISSUER, TICKET_LIFETIME_SECONDS, type TicketClaims } from "@duologue/protocol";
import { SignJWT } from "jose";
import { env } from "../env";

/** Signs a ticket: ids and limits only. Returns it with its `jti`. */
export async function signTicket(claims: Omit<TicketClaims, "jti">): Promise<{ ticket: string; jti: string }> {
  const jti = randomUUID();
  const ticket = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setJti(jti)
    .setIssuer(TICKET_ISSUER)
    .setAudience(TICKET_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${TICKET_LIFETIME_SECONDS}s`)
    .sign(new TextEncoder().encode(env().ENGINE_SECRET));
  return { ticket, jti };
}
