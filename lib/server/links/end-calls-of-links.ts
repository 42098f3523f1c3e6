import { db } from "@duologue/db";
import { now } from "../clock";
import { askEngine } from "../engines/ask-engine";
import { log } from "../log";

const LIMIT_MS = 3_000;

/**
 * Ends every call of these links: those that nobody has connected to right here, the others by their engines, which report
 * the end themselves. An engine that cannot be reached is told with its next heartbeat. Returns how many were asked to end.
 */
export async function endCallsOfLinks(linkIds: string[]): Promise<number> {
  if (linkIds.length === 0) return 0;
  const waiting = await db.call.updateMany({
    where: { linkId: { in: linkIds }, state: "created" },
    data: { state: "ended", endReason: "link_revoked", endedAt: now() },
  });
  const calls = await db.call.findMany({
    where: { linkId: { in: linkIds }, state: { not: "ended" } },
    select: { id: true, engine: { select: { id: true, internalUrl: true } } },
  });
  const answers = await Promise.allSettled(
    calls.map(
      ({ id, engine }) => engine && askEngine(engine, `/calls/${encodeURIComponent(id)}/end`, { reason: "link_revoked" }, LIMIT_MS),
    ),
  );
  const failed = answers.filter(({ status }) => status === "rejected").length;
  if (failed > 0) log().warn({ failed }, "Calls of a revoked link could not be ended at once; the next heartbeat will");
  return waiting.count + calls.length;
}
