/** Rate limits, counted in the database so that every process of the studio counts together. */
import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { keyHash } from "../secrets";
import { clientAddress } from "./client-address";

export interface RateLimit {
  /** names the counter; one name, one limit */
  name: string;
  points: number;
  perSeconds: number;
}

/**
 * Without TRUST_PROXY all callers share one counter per limit, so it has to be wider. What protects one account or one
 * link is counted by that account or link (`consumeFor`), whoever asks.
 */
const SHARED_FACTOR = 30;

const limiters = new Map<string, RateLimiterPostgres>();

/** Counts one try from this caller's address. Throws `rate_limited` with retryAfterSeconds. */
export async function consumeFromAddress(limit: RateLimit, headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address) await consume({ ...limit, name: `${limit.name}:ip` }, keyHash(address));
  else await consume({ ...limit, name: `${limit.name}:all`, points: limit.points * SHARED_FACTOR }, "all");
}

/** Counts one try for an account, a link, …; `key` is hashed before it is stored. */
export function consumeFor(limit: RateLimit, key: string): Promise<void> {
  return consume({ ...limit, name: `${limit.name}:key` }, keyHash(key));
}

/** After a success: tries before it are forgotten. */
export async function forgiveFor(limit: RateLimit, key: string): Promise<void> {
  await limiter({ ...limit, name: `${limit.name}:key` }).delete(keyHash(key));
}

async function consume(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new ProtocolError("rate_limited", undefined, { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

function limiter({ name, points, perSeconds }: RateLimit): RateLimiterPostgres {
  let found = limiters.get(name);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: { query: runQuery },
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: perSeconds,
      // the database being away must not open the door
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: perSeconds }),
    });
    limiters.set(name, found);
  }
  return found;
}

/** What the limiter expects of a pg pool, over the one Prisma client. */
async function runQuery({ text, values }: { text: string; values: unknown[] }): Promise<{ rows: object[]; rowCount: number }> {
  const rows = await db.$queryRawUnsafe<Record<string, unknown>[]>(
    text,
    ...values.map((value) => (typeof value === "number" ? BigInt(value) : value)),
  );
  const plain = rows.map((row) => ({ ...row, ...(typeof row.expire === "bigint" ? { expire: Number(row.expire) } : {}) }));
  return { rows: plain, rowCount: plain.length };
}
