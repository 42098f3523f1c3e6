import { type Call, db, type Engine } from "@duologue/db";
import type { CallTicketReply } from "@/lib/shared/calls";
import { answererOf, speakerOf } from "../engines/find-engines";
import { signTicket } from "./call-ticket";
import type { StoredSpec } from "./prepare-call";

/** A ticket for this call at this engine; a ticket issued before is no longer the call's. */
export async function issueTicket(call: Call, engine: Engine): Promise<CallTicketReply> {
  const { maxCallSeconds } = call.spec as unknown as StoredSpec;
  const role = call.source === "link" ? "link" : "team";
  const { ticket, jti } = await signTicket({
    callId: call.id,
    role,
    maxCallSeconds,
    ...(call.offer === null ? {} : { offer: call.offer }),
  });
  await db.call.update({ where: { id: call.id }, data: { ticketJti: jti, engineId: engine.id } });
  const speaker = answererOf(engine, call.offer)?.speaker ?? speakerOf(engine);
  return { callId: call.id, ticket, engineUrl: engine.publicUrl, maxCallSeconds, speaker };
}
