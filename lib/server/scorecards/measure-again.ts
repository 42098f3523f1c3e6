import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { CallScorecard } from "@/lib/shared/scorecards";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findCall } from "../calls/find-call";
import { describeScorecard } from "./describe-scorecard";
import { wakeMeasurer } from "./wake-measurer";

/** A member wants a call measured once more. One that waits or is being measured stays as it is. Throws `conflict` where there is no recording. */
export async function measureAgain(viewer: Viewer, id: string): Promise<CallScorecard | null> {
  const call = await findCall(viewer.teamId, id);
  if (call.state !== "ended" || !call.recordingKey) {
    throw new ProtocolError(
      "conflict",
      "Expected a call that has ended and has a recording, received one without. Wait for both, then try again.",
    );
  }
  await db.$transaction(async (tx) => {
    await tx.scorecard.createMany({ data: [{ callId: id }], skipDuplicates: true });
    await tx.scorecard.updateMany({ where: { callId: id, state: { in: ["ready", "failed"] } }, data: { state: "waiting", failure: null } });
    await audit(viewer, "call.measured_again", { type: "call", id }, undefined, tx);
  });
  wakeMeasurer();
  return describeScorecard({ ...call, scorecard: await db.scorecard.findUnique({ where: { callId: id } }) });
}
