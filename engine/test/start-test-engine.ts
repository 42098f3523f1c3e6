/** A whole engine on a port of its own, with a fake model, a studio in memory and real sockets. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CallSpec, TICKET_AUDIENCE, TICKET_ISSUER, type TicketClaims } from "@duologue/protocol";
import { SignJWT } from "jose";
import pino from "pino";
import type { Clock, DirectorFactory } from "../src/call/ports";
import { createEngine, type EngineComponents, type EngineOptions } from "../src/create-engine";
import { createFakeModel } from "../src/model/fake-model";
import { createFakeVoiceActivity } from "../src/model/fake-voice-activity";
import { createMemoryStudio } from "../src/studio/memory-studio";
import { createSystemClock } from "../src/system-clock";
import { CallClient } from "./call-client";

export const SECRET = "a-secret-of-at-least-32-characters-for-tests";
export const ORIGIN = "http://studio.test";

export const quietDirector: DirectorFactory = () => ({ step: () => ({ commands: [], entered: [], choices: null, reports: [] }) });

export interface TestEngineSettings {
  clock?: Clock;
  capacity?: number;
  components?: Partial<EngineComponents>;
  options?: Partial<EngineOptions>;
}

export async function startTestEngine({
  clock = createSystemClock(),
  capacity = 4,
  components = {},
  options = {},
}: TestEngineSettings = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), "duologue-engine-")));
  const studio = createMemoryStudio();
  const httpServer = createServer();
  const engine = createEngine(
    httpServer,
    {
      model: createFakeModel({ clock, capacity }),
      vad: createFakeVoiceActivity(),
      studio,
      createDirector: quietDirector,
      clock,
      logger: pino({ level: "silent" }),
      ...components,
    },
    {
      engineId: "test",
      version: "0.0.0",
      secret: SECRET,
      publicUrl: "http://localhost",
      internalUrl: "http://localhost",
      origins: [ORIGIN],
      ...options,
      dataDir,
    },
  );
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  await engine.start();
  const clients: CallClient[] = [];
  return {
    engine,
    studio,
    url,
    dataDir,
    /** Puts a spec into the studio and returns a signed ticket for it. */
    async ticket(callId: string, change: TicketChange = {}) {
      studio.specs.set(callId, { ...testSpec(callId), ...change.spec });
      return signTicket({ callId, jti: `${callId}-0123456789abcdef`, role: "team", maxCallSeconds: 600, ...change.claims }, change);
    },
    connect(auth: object, extra: { origin?: string } = {}) {
      const client = new CallClient(url, auth, extra.origin ?? ORIGIN);
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) client.close();
      await engine.drain(0);
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;

export interface TicketChange {
  claims?: Partial<TicketClaims>;
  spec?: Partial<CallSpec>;
  secret?: string;
  audience?: string;
  issuer?: string;
  /** seconds from now */
  lifetimeSeconds?: number;
  /** seconds since 1970; the real time by default */
  issuedAtSeconds?: number;
}

export async function signTicket(claims: TicketClaims, change: TicketChange = {}): Promise<string> {
  const nowSeconds = change.issuedAtSeconds ?? Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(change.issuer ?? TICKET_ISSUER)
    .setAudience(change.audience ?? TICKET_AUDIENCE)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + (change.lifetimeSeconds ?? 60))
    .sign(new TextEncoder().encode(change.secret ?? SECRET));
}

export function testSpec(callId: string): CallSpec {
  return {
    callId,
    prompt: "<system> You are a test. <system>",
    promptSha256: "0".repeat(64),
    program: {
      version: 1,
      mode: "directed",
      start: "start",
      nodes: { start: { kind: "start", id: "start", edges: [] } },
      patienceMs: 700,
      yieldMs: 240,
    },
    voice: null,
    sampling: { textTemperature: 0.7, textTopK: 25, audioTemperature: 0.8, audioTopK: 250 },
    seed: 1,
    maxCallSeconds: 600,
    record: true,
  };
}
