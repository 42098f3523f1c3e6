/** An engine that runs elsewhere, measured in place of its studio: it must have been started with this machine as its STUDIO_URL. */
import type { AddressInfo } from "node:net";
import { createSystemClock } from "@duologue/engine/system-clock";
import {
  ENGINE_API_AUDIENCE,
  type EngineHeartbeat,
  HEARTBEAT_EVERY_MS,
  ProtocolError,
  type SpeakerOffer,
  tokenCounts,
} from "@duologue/protocol";
import { SignJWT } from "jose";
import { createCallDesk } from "./call-desk";
import type { EngineAccess } from "./engine-access";
import { serveEngineApi } from "./serve-engine-api";

export interface EngineElsewhere {
  /** where its socket is reached */
  url: string;
  /** shared with it: ENGINE_SECRET */
  secret: string;
  /** where it looks for its studio */
  studioPort: number;
  /** one of its ENGINE_ORIGINS */
  origin: string;
  /** the offered speaker that answers, by its model's name; null: the engine's own */
  offer?: string | null;
  /** how long its first word is waited for */
  helloLimitMs?: number;
}

const HELLO_LIMIT_MS = 4 * HEARTBEAT_EVERY_MS;

/** Resolves once the engine has said that it is there. Throws ProtocolError that says how to start it, or whom it offers. */
export async function connectEngine(settings: EngineElsewhere): Promise<EngineAccess> {
  const { url, secret, studioPort, origin, offer = null, helloLimitMs = HELLO_LIMIT_MS } = settings;
  const clock = createSystemClock();
  const desk = createCallDesk(secret, clock);
  let onBeat = (_: EngineHeartbeat) => {};
  const heartbeat = desk.studio.heartbeat;
  desk.studio.heartbeat = async (beat) => {
    onBeat(beat);
    return heartbeat(beat);
  };
  const server = await serveEngineApi(desk.studio, { secret, port: studioPort });
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  const first = await new Promise<EngineHeartbeat>((resolve, reject) => {
    const stop = clock.after(helloLimitMs, () => reject(silent(url, port, helloLimitMs)));
    onBeat = (beat) => {
      stop();
      resolve(beat);
    };
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const answerer: SpeakerOffer | undefined =
    offer === null ? first : [first, ...(first.offers ?? [])].find(({ speaker }) => speaker.model === offer);
  if (!answerer) {
    await close();
    throw notOffered(url, offer, first);
  }

  return {
    capacity: answerer.capacity,
    build: first.version,
    speaker: () => desk.speaker() ?? answerer.speaker,
    async open(call) {
      return { ...(await desk.open(call, offer)), url, origin };
    },
    collect: (callId) => desk.collect(callId),
    async countTokens(texts) {
      if (!first.exactTokens) return null;
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: "HS256" })
        .setAudience(ENGINE_API_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime("60s")
        .sign(new TextEncoder().encode(secret));
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch(new URL("/tokens", url), { method: "POST", headers, body: JSON.stringify({ texts }) }).catch(() => null);
      const counted = answer?.ok ? tokenCounts.safeParse(await answer.json()) : null;
      return counted?.success && counted.data.exact ? counted.data.counts : null;
    },
    close,
  };
}

function notOffered(url: string, offer: string | null, { offers = [] }: EngineHeartbeat): ProtocolError {
  const known = offers.map(({ speaker }) => speaker.model).join(", ") || "nobody";
  return new ProtocolError(
    "model_unavailable",
    `Expected the engine at ${url} to offer ${offer}, received ${known}. Leave it out for its own speaker.`,
  );
}

function silent(url: string, port: number, limitMs: number): ProtocolError {
  return new ProtocolError(
    "engine_unavailable",
    `Expected the engine at ${url} to report here within ${limitMs / 1_000} s, received nothing. Start it with STUDIO_URL=http://THIS-MACHINE:${port} and the ENGINE_SECRET that is set here.`,
  );
}
