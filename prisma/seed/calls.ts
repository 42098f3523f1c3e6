import type { Call, Engine, Persona, Prisma, PrismaClient, User, Voice } from "../client";

const speaker = {
  kind: "rehearsal",
  title: "Rehearsal voice: scripted, walks the flow as written, does not understand",
  description: "Speaks the flow's own lines.",
  model: "test",
  weightsSha256: null,
  device: "cpu",
};

/** An engine that was heard of at `lastSeenAt`; nothing listens at its address. */
export async function seedEngine(db: PrismaClient, id: string, changes: Partial<Prisma.EngineUncheckedCreateInput> = {}): Promise<Engine> {
  const url = "http://127.0.0.1:9";
  const data = {
    id,
    publicUrl: url,
    internalUrl: url,
    version: "0.1.0",
    protocolVersion: 1,
    speaker,
    capacity: 4,
    liveCalls: 0,
    queuedCalls: 0,
    callIds: [],
    lastSeenAt: new Date(),
    ...changes,
  };
  return db.engine.create({ data });
}

/** A call of `persona` by `by`, created and not yet connected where `changes` say nothing else. */
export async function seedCall(
  db: PrismaClient,
  persona: Persona,
  by: User,
  changes: Partial<Prisma.CallUncheckedCreateInput> = {},
  voice: Voice | null = null,
): Promise<Call> {
  const spec = {
    prompt: "<system> You are Ada, who works for Northside Practice. <system>",
    promptSha256: "0".repeat(64),
    program: {
      version: 1,
      mode: "directed",
      start: "start",
      nodes: { start: { kind: "start", id: "start", edges: [] } },
      patienceMs: 700,
      yieldMs: 250,
    },
    voice: voice && { id: voice.id, sha256: voice.sha256 },
    sampling: { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 },
    seed: 7,
    maxCallSeconds: 600,
    record: true,
  };
  const { teamId, id: personaId, name: personaName } = persona;
  return db.call.create({ data: { teamId, personaId, personaName, createdById: by.id, source: "studio", spec, ...changes } });
}
