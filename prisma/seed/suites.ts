import type { Call, CallReplay, Persona, Prisma, PrismaClient, Suite, SuiteRun, Team, User } from "../client";

const scenario = {
  id: "answer",
  title: "Answers a question",
  category: "smoothTurn",
  script: [{ id: "ask", when: { event: "agentStops", delayMs: 300 }, say: "When do you open?" }],
};
const document = { spec: "duologue_suite", specVersion: "1.0", meta: { name: "first", title: "First" }, scenarios: [scenario] };

/** The shortest suite file. */
export const suiteText = JSON.stringify(document);

export async function seedSuite(db: PrismaClient, team: Team, by: User): Promise<Suite> {
  const sha256 = "1".repeat(64);
  return db.suite.create({ data: { teamId: team.id, title: document.meta.title, document, sha256, createdById: by.id } });
}

/** A run of `suite` against the draft of `persona`; it waits where `changes` say nothing else. */
export async function seedRun(
  db: PrismaClient,
  suite: Suite,
  persona: Persona,
  by: User,
  changes: Partial<Prisma.SuiteRunUncheckedCreateInput> = {},
): Promise<SuiteRun> {
  const measured = { position: 0, name: `${persona.name} draft`, personaId: persona.id, sha256: "2".repeat(64) };
  return db.suiteRun.create({
    data: {
      teamId: suite.teamId,
      suiteId: suite.id,
      suiteName: document.meta.name,
      suiteTitle: suite.title,
      isBundled: false,
      suiteSha256: suite.sha256,
      document: suite.document as Prisma.InputJsonObject,
      sounds: [],
      repeats: 1,
      callsAtOnce: 4,
      planned: 1,
      createdById: by.id,
      personas: { create: [{ ...measured, document: persona.document as Prisma.InputJsonObject }] },
      ...changes,
    },
  });
}

/** A replay that has been played, and of which nothing came. */
export async function seedReplay(db: PrismaClient, call: Call, persona: Persona, by: User): Promise<CallReplay> {
  return db.callReplay.create({
    data: {
      teamId: call.teamId,
      callId: call.id,
      state: "done",
      personaId: persona.id,
      personaName: `${persona.name} draft`,
      document: persona.document as Prisma.InputJsonObject,
      createdById: by.id,
    },
  });
}
