/**
 * Call tickets: who signed them, for whom, until when, and that each is used once. Used ones are remembered here for as long as they
 * could be shown again; after a restart the studio remembers in this place: it gives no spec for a call that has been primed.
 */
import { ProtocolError, TICKET_AUDIENCE, TICKET_ISSUER, type TicketClaims, ticketClaims } from "@duologue/protocol";
import { errors, jwtVerify } from "jose";

export class TicketBook {
  private readonly key: Uint8Array;
  /** jti → when it may be forgotten, by the ticket's own expiry */
  private readonly used = new Map<string, number>();

  constructor(
    secret: string,
    private readonly now: () => Date,
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  /** Verifies and uses a ticket up. Throws ProtocolError `ticket_invalid`, `ticket_expired`, `ticket_foreign` or `ticket_used`. */
  async redeem(ticket: string): Promise<TicketClaims> {
    const { payload } = await jwtVerify(ticket, this.key, {
      algorithms: ["HS256"],
      issuer: TICKET_ISSUER,
      audience: TICKET_AUDIENCE,
      requiredClaims: ["exp", "jti"],
      currentDate: this.now(),
    }).catch((error: unknown) => {
      throw toTicketError(error);
    });
    const claims = ticketClaims.safeParse(payload);
    if (!claims.success)
      throw new ProtocolError(
        "ticket_invalid",
        "Expected callId, jti, role and maxCallSeconds in the ticket; ask the studio for a new one.",
      );
    this.forgetExpired();
    if (this.used.has(claims.data.jti)) throw new ProtocolError("ticket_used");
    this.used.set(claims.data.jti, (payload.exp as number) * 1_000);
    return claims.data;
  }

  private forgetExpired(): void {
    const nowMs = this.now().getTime();
    for (const [jti, expiresAtMs] of this.used) if (expiresAtMs < nowMs) this.used.delete(jti);
  }
}

function toTicketError(error: unknown): ProtocolError {
  if (error instanceof errors.JWTExpired) return new ProtocolError("ticket_expired");
  if (error instanceof errors.JWTClaimValidationFailed && (error.claim === "aud" || error.claim === "iss")) {
    return new ProtocolError("ticket_foreign");
  }
  return new ProtocolError("ticket_invalid");
}
