/** Random tokens, their hashes, and passwords. */
import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** 128 random bits, 22 characters, safe in an address. */
export function newToken(): string {
  return randomBytes(16).toString("base64url");
}

/** What is stored of a token: its SHA-256, hex. A token has 128 random bits, so no salt is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Short stable name for a rate limiter's key that must not be stored in the clear. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 24);
}

/** argon2id: 19 MiB, 2 passes (OWASP's first choice). */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

let decoy: Promise<string> | null = null;

/** Takes the same work whether or not there is a hash to compare with; null never verifies. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(newToken());
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && matches;
}
