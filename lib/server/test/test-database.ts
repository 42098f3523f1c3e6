/** A fresh, migrated database for one test file, on the embedded server (or DATABASE_URL's); gone afterwards. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { db } from "@duologue/db";
import pg from "pg";
import { vi } from "vitest";
import { ensureDatabase } from "../../../scripts/database/ensure-database.mjs";
import { migrate } from "../../../scripts/database/migrate.mjs";

const LOCAL_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

export interface TestDatabase {
  url: string;
  close(): Promise<void>;
}

/** Also points the studio's environment at it. Throws for a server that is not on this machine. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await ensureDatabase();
  const { hostname } = new URL(server.url);
  if (!LOCAL_HOSTS.has(hostname)) throw new Error(`Tests use a database on this machine only; DATABASE_URL names ${hostname}.`);
  const name = `duologue_test_${randomBytes(6).toString("hex")}`;
  await run(server.url, `CREATE DATABASE "${name}"`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate(url.href);
  const storageFolder = await mkdtemp(path.join(tmpdir(), "duologue-test-"));
  vi.stubEnv("DATABASE_URL", url.href);
  vi.stubEnv("STORAGE_DIR", storageFolder);
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
  vi.stubEnv("NEXTAUTH_SECRET", "test-nextauth-secret-of-32-letters!");
  vi.stubEnv("ENGINE_SECRET", "test-engine-secret-of-32-characters");
  vi.stubEnv("LOG_LEVEL", "silent");
  return {
    url: url.href,
    async close() {
      await db.$disconnect();
      await run(server.url, `DROP DATABASE "${name}" WITH (FORCE)`);
      await rm(storageFolder, { recursive: true, force: true });
      await server.release();
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
