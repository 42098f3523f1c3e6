/** The call ticket: signed, single use, short-lived; ids and limits only, never the prompt. */
import { z } from "zod";

export const TICKET_ISSUER = "duologue-studio";
export const TICKET_AUDIENCE = "duologue-engine";
export const TICKET_LIFETIME_SECONDS = 60;

/** Who holds the ticket: a team member sees stages and director events, a link's caller does not. */
export const ticketClaims = z.object({
  callId: z.string().min(1),
  jti: z.string().min(16),
  role: z.enum(["team", "link"]),
  maxCallSeconds: z.number().int().min(1).max(3_600),
  /** the offered speaker that is to answer, by its model's name; absent: the engine's own */
  offer: z.string().max(200).optional(),
});
export type TicketClaims = z.infer<typeof ticketClaims>;
