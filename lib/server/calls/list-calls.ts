import { db, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import type { CallPage, listCallsInput } from "@/lib/shared/calls";
import type { Viewer } from "../auth/session";
import { markLostCalls } from "./mark-lost-calls";
import { summariseCalls } from "./summarise-calls";

const DAY_MS = 86_400_000;

/** Calls of the team, newest first. `nextCursor` leads to the ones before. */
export async function listCalls(viewer: Viewer, filter: z.output<typeof listCallsInput>): Promise<CallPage> {
  await markLostCalls();
  const calls = await db.call.findMany({
    where: { AND: [{ teamId: viewer.teamId, deletedAt: null }, filtered(filter), filter.cursor ? before(filter.cursor) : {}] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: filter.limit + 1,
    include: { link: { select: { label: true } }, scorecard: { select: { state: true, responseMsMedian: true, stopMsMedian: true } } },
  });
  const page = calls.slice(0, filter.limit);
  const last = page.at(-1);
  const nextCursor = calls.length > filter.limit && last ? `${last.createdAt.toISOString()}_${last.id}` : null;
  return { calls: await summariseCalls(page), nextCursor };
}

function filtered({ q, personaId, linkId, source, reason, from, to }: z.output<typeof listCallsInput>): Prisma.CallWhereInput {
  const text = q?.trim();
  return {
    ...(personaId ? { personaId } : {}),
    ...(linkId ? { linkId } : {}),
    // people's calls, unless the others are asked for
    ...(source ? { source } : text ? {} : { source: { in: ["studio", "link"] } }),
    ...(reason ? { endReason: reason === "none" ? null : reason } : {}),
    ...(from || to ? { createdAt: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: untilEndOf(to) } : {}) } } : {}),
    ...(text
      ? {
          OR: [
            { personaName: { contains: text, mode: "insensitive" } },
            { link: { label: { contains: text, mode: "insensitive" } } },
            { id: text },
          ],
        }
      : {}),
  };
}

/** A bare date means the whole day (UTC). */
function untilEndOf(to: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(to) ? new Date(new Date(to).getTime() + DAY_MS) : new Date(to);
}

function before(cursor: string): Prisma.CallWhereInput {
  const [text = "", id = ""] = cursor.split("_");
  const createdAt = new Date(text);
  if (Number.isNaN(createdAt.getTime()) || id === "") {
    throw new ProtocolError("invalid_input", undefined, { fields: { cursor: "Expected a cursor out of an earlier answer." } });
  }
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
