/** The studio's engine API over HTTP. Requests are signed; what may be repeated safely is, with a growing pause. */
import { createReadStream } from "node:fs";
import { callSpec, ENGINE_API_AUDIENCE, ERROR_CODES, ERROR_TABLE, heartbeatReply, ProtocolError } from "@duologue/protocol";
import { SignJWT } from "jose";
import { z } from "zod";
import type { Clock, StudioApi } from "../call/ports";
import { parseVoiceWav } from "./parse-voice-wav";

export interface HttpStudioSettings {
  studioUrl: string;
  secret: string;
  engineId: string;
  clock: Clock;
  /** pauses before the second, third … try */
  retryMs?: readonly number[];
}

const RETRY_MS = [250, 1_000, 3_000] as const;
const JSON_LIMIT_MS = 10_000;
const UPLOAD_LIMIT_MS = 300_000;

const errorAnswer = z.object({ error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }) });
const takenAnswer = z.object({ ok: z.literal(true) });

export function createHttpStudio({ studioUrl, secret, engineId, clock, retryMs = RETRY_MS }: HttpStudioSettings): StudioApi {
  const key = new TextEncoder().encode(secret);
  const base = studioUrl.replace(/\/$/, "");

  async function request(
    method: string,
    path: string,
    limitMs: number,
    body?: { type: string; open: () => BodyInit },
    asEngine = engineId,
  ): Promise<Response> {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(asEngine)
      .setAudience(ENGINE_API_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime("60s")
      .sign(key);
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    const init: RequestInit & { duplex?: "half" } = { method, headers, signal: AbortSignal.timeout(limitMs), redirect: "error" };
    if (body) {
      headers["content-type"] = body.type;
      init.body = body.open();
      init.duplex = "half";
    }
    let response: Response;
    try {
      response = await fetch(`${base}/api/engine${path}`, init);
    } catch {
      throw new ProtocolError("engine_unavailable", "The studio could not be reached by its engine.");
    }
    if (!response.ok) throw await toError(response);
    return response;
  }

  async function withRetries<T>(work: () => Promise<T>): Promise<T> {
    for (const pauseMs of retryMs) {
      try {
        return await work();
      } catch (error) {
        if (!isWorthRepeating(error)) throw error;
        await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
      }
    }
    return work();
  }

  const json = (value: unknown) => ({ type: "application/json", open: () => JSON.stringify(value) });
  // Read piece by piece. Not `Readable.toWeb`: where the upload breaks off it closes its stream twice, and nobody can catch that.
  const file = (type: string, filePath: string) => ({ type, open: () => createReadStream(filePath) as unknown as BodyInit });
  const ofCall = (callId: string, what: string) => `/calls/${encodeURIComponent(callId)}/${what}`;

  return {
    // no retry: the next beat follows in seconds
    async heartbeat(beat) {
      const response = await request("POST", "/heartbeat", JSON_LIMIT_MS, json(beat));
      return heartbeatReply.parse(await response.json());
    },
    fetchSpec: (callId) =>
      withRetries(async () => callSpec.parse(await (await request("GET", ofCall(callId, "spec"), JSON_LIMIT_MS)).json())),
    fetchVoice: (voiceId) =>
      withRetries(async () => {
        const response = await request("GET", `/voices/${encodeURIComponent(voiceId)}/audio`, UPLOAD_LIMIT_MS);
        return parseVoiceWav(new Uint8Array(await response.arrayBuffer()));
      }),
    postFacts: (callId, facts, asEngine) =>
      withRetries(async () => expectTaken(await request("POST", ofCall(callId, "facts"), JSON_LIMIT_MS, json(facts), asEngine))),
    async uploadRecording(callId, filePath, asEngine) {
      const body = file("audio/wav", filePath);
      await expectTaken(await request("PUT", ofCall(callId, "recording"), UPLOAD_LIMIT_MS, body, asEngine));
    },
    async uploadTimeline(callId, filePath, asEngine) {
      const body = file("application/x-ndjson", filePath);
      await expectTaken(await request("PUT", ofCall(callId, "timeline"), UPLOAD_LIMIT_MS, body, asEngine));
    },
  };
}

/** A refusal stays a refusal; a studio that is away or broken may come back. */
function isWorthRepeating(error: unknown): boolean {
  return error instanceof ProtocolError ? error.httpStatus >= 500 || error.code === "rate_limited" : true;
}

/**
 * The studio's own refusal, by name. Anything else that answers in its place (a proxy's page, another server on that port) is no
 * word of the studio's and may be over in a minute: `internal`, which is repeated.
 */
async function toError(response: Response): Promise<ProtocolError> {
  const parsed = errorAnswer.safeParse(await response.json().catch(() => null));
  const error = parsed.data?.error;
  if (error && ERROR_TABLE[error.code].httpStatus === response.status) return new ProtocolError(error.code, error.message);
  return new ProtocolError(
    "internal",
    `Expected the studio's own answer, received HTTP ${response.status} from something else; check STUDIO_URL.`,
  );
}

/** Only the studio's own word that it has taken something counts: a proxy's page may come with status 200. */
async function expectTaken(response: Response): Promise<void> {
  const parsed = takenAnswer.safeParse(await response.json().catch(() => null));
  if (!parsed.success) {
    throw new ProtocolError("internal", "Expected the studio to say that it has taken this, received another answer; check STUDIO_URL.");
  }
}
