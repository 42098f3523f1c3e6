/** The one Prisma client; front door of @duologue/db. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";

export * from "./generated/prisma/client";

const holder = globalThis as { duologueDatabase?: PrismaClient };

/** Opens a client of its own: tests and tools. The studio uses `db`. */
export function openDatabase(url: string): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) });
}

/**
 * The process's client, made at first use, so that importing this file needs no database. Kept on globalThis because
 * the development server loads modules more than once.
 */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_target, property) {
    holder.duologueDatabase ??= openDatabase(databaseUrl());
    const value = Reflect.get(holder.duologueDatabase, property);
    return typeof value === "function" ? value.bind(holder.duologueDatabase) : value;
  },
});

function databaseUrl(): string {
  // biome-ignore lint/style/noProcessEnv: the studio's env.ts has checked it; this package may not import the studio
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set. Start the studio with `npm run up`, which sets it.");
  return url;
}
