/** The audit log: who changed what, when. Ids and codes only. */
import { db, type Prisma } from "@duologue/db";

export interface AuditTarget {
  type: "team" | "member" | "invite" | "persona" | "voice" | "call" | "link" | "suite" | "run" | "replay";
  id: string;
}

/** Writes one entry, in the caller's transaction where one is given. `actorId` null: nobody signed in (a link's caller). */
export async function audit(
  actor: { teamId: string; userId: string | null },
  action: string,
  target: AuditTarget,
  detail?: Prisma.InputJsonObject,
  database: Prisma.TransactionClient = db,
): Promise<void> {
  await database.auditEntry.create({
    data: {
      teamId: actor.teamId,
      actorId: actor.userId,
      action,
      targetType: target.type,
      targetId: target.id,
      ...(detail ? { detail } : {}),
    },
  });
}
