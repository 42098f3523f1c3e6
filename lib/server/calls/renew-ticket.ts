import { ProtocolError } from "@duologue/protocol";
import type { CallTicketReply } from "@/lib/shared/calls";
import type { Viewer } from "../auth/session";
import { pickEngine } from "../engines/find-engines";
import { findCall } from "./find-call";
import { issueTicket } from "./issue-ticket";

/** Another ticket for a call that nobody has connected to, at whichever engine is best now. Throws `conflict` otherwise. */
export async function renewTicket(viewer: Viewer, callId: string): Promise<CallTicketReply> {
  const call = await findCall(viewer.teamId, callId);
  if (call.source !== "studio" || call.state !== "created") {
    throw new ProtocolError("conflict", "This call was connected before. Start a new call instead.");
  }
  return issueTicket(call, await pickEngine(call.offer));
}
