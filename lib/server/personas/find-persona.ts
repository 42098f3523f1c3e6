import { db, type Persona, type Prisma } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";

/** A persona of this team that is not deleted. Throws `not_found`, also for another team's. */
export async function findPersona(teamId: string, id: string, database: Prisma.TransactionClient = db): Promise<Persona> {
  const persona = await database.persona.findFirst({ where: { id, teamId, deletedAt: null } });
  if (!persona) throw new ProtocolError("not_found");
  return persona;
}
