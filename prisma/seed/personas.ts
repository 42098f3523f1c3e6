import { createHash } from "node:crypto";
import type { Consent, Persona, PersonaVersion, Prisma, PrismaClient, ShareLink, Team, User, Voice } from "../client";

/** A small persona that compiles: it greets, asks, and says goodbye. */
export function sampleDocument({ name = "Ada at reception", publicName = "Ada" } = {}) {
  return {
    spec: "persona_flow",
    specVersion: "1.0",
    meta: { name, description: "Answers the telephone of a small practice.", tags: [], language: "en" },
    identity: { family: "service", name: publicName, organisation: "Northside Practice", kind: "dental practice", text: "" },
    facts: [{ id: "f1", text: "The practice opens at eight.", priority: "must" }],
    rules: ["Be brief."],
    variables: {},
    voice: { kind: "default", ref: null, name: null, sha256: null, seconds: null, consent: null } as Record<string, unknown>,
    engine: {
      sampling: { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 },
      seed: 7,
      tokenLimit: 200,
      mode: "directed",
    },
    duplex: { patience: 0.5, backchannel: 0.5, yield: 0.7 },
    flow: {
      nodes: {
        start: { type: "start", position: { x: 0, y: 0 }, data: { title: "Start" } },
        greet: {
          type: "stage",
          position: { x: 0, y: 192 },
          data: { title: "Greet", goal: "Greet the caller and ask how you can help.", sampleLines: ["Good morning, how can I help?"] },
        },
        bye: { type: "end", position: { x: 0, y: 400 }, data: { title: "Goodbye", goodbye: "Goodbye." } },
      },
      edges: {
        e1: { source: "start", target: "greet", label: "", priority: 0, condition: { type: "always" } },
        e2: { source: "greet", target: "bye", label: "answered", priority: 0, condition: { type: "else" } },
      },
    },
    extensions: {},
  };
}

export async function seedPersona(db: PrismaClient, team: Team, by: User, document: object = sampleDocument()): Promise<Persona> {
  const { name } = (document as { meta: { name: string } }).meta;
  return db.persona.create({ data: { teamId: team.id, name, document: document as Prisma.InputJsonObject, createdById: by.id } });
}

/** A version of the persona's draft as it is; its hash is not the studio's canonical one. */
export async function seedVersion(db: PrismaClient, persona: Persona, by: User): Promise<PersonaVersion> {
  const document = persona.document as Prisma.InputJsonObject;
  const sha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  const number = (await db.personaVersion.count({ where: { personaId: persona.id } })) + 1;
  return db.personaVersion.create({ data: { personaId: persona.id, number, document, sha256, createdById: by.id } });
}

export type LinkLimits = Partial<Pick<ShareLink, "label" | "passwordHash" | "expiresAt" | "callCap" | "callCount" | "maxCallSeconds">>;

/** `tokenHash`: SHA-256 of the link's token, hex. */
export async function seedLink(
  db: PrismaClient,
  persona: Persona,
  version: PersonaVersion,
  by: User,
  tokenHash: string,
  limits: LinkLimits = {},
): Promise<ShareLink> {
  const data = { teamId: persona.teamId, personaId: persona.id, versionId: version.id, tokenHash, createdById: by.id, ...limits };
  return db.shareLink.create({ data });
}

const figures = {
  durationMs: 8_000,
  loudnessLufs: -20,
  truePeakDb: -3,
  clippedSamples: 0,
  noiseFloorDb: -60,
  signalToNoiseDb: 40,
  silenceShare: 0.1,
};

/** A voice that passed its checks; its sound must be put under its keys by whoever needs it. */
export async function seedVoice(db: PrismaClient, team: Team, by: User, name = "Ada's voice"): Promise<Voice> {
  const data = {
    teamId: team.id,
    name,
    originalKey: "voices/seed/original.wav",
    normalisedKey: "voices/seed/normalised.wav",
    fileName: "ada.wav",
    durationMs: 8_000,
    trimEndMs: 8_000,
    checks: { checks: [], figures },
    peaks: [],
    sha256: createHash("sha256").update(name).digest("hex"),
    createdById: by.id,
  };
  return db.voice.create({ data });
}

export async function seedConsent(db: PrismaClient, voice: Voice, by: User): Promise<Consent> {
  const data = { voiceId: voice.id, basis: "own-voice", speakerName: "Ada", statement: "I agree.", recordedById: by.id };
  return db.consent.create({ data });
}
