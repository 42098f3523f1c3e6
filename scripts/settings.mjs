// What the studio and the engine are told through their environment: what is set wins, the rest is made here.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Reads .env (once, into process.env; what is already set wins) and returns {home, studioPort, enginePort}. */
export function readSettings() {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const home = path.resolve(process.env.DUOLOGUE_DATA_DIR ?? ".data");
  mkdirSync(home, { recursive: true });
  return { home, studioPort: Number(process.env.PORT ?? 3000), enginePort: Number(process.env.ENGINE_PORT ?? 4100) };
}

export function childEnvironment({ home, studioPort, enginePort }, databaseUrl) {
  const studioUrl = process.env.NEXTAUTH_URL ?? `http://localhost:${studioPort}`;
  // the token for the model hub is for `npm run model` alone
  const { HF_TOKEN: _, ...inherited } = process.env;
  const engineUrl = process.env.ENGINE_PUBLIC_URL ?? `http://localhost:${enginePort}`;
  return {
    ...localSecrets(home),
    NEXTAUTH_URL: studioUrl,
    STUDIO_URL: `http://localhost:${studioPort}`,
    ENGINE_ID: "local",
    ENGINE_PUBLIC_URL: engineUrl,
    ENGINE_INTERNAL_URL: `http://localhost:${enginePort}`,
    ENGINE_ORIGINS: studioUrl,
    ENGINE_DATA_DIR: path.join(home, "engine"),
    STORAGE_DIR: path.join(home, "storage"),
    NEXT_TELEMETRY_DISABLED: "1",
    ...inherited,
    ENGINE_PORT: String(enginePort),
    PORT: String(studioPort),
    DATABASE_URL: databaseUrl,
  };
}

/** Secrets of this machine, made once, readable by their owner only. */
function localSecrets(home) {
  const file = path.join(home, "secrets.json");
  if (!existsSync(file)) {
    const secrets = { NEXTAUTH_SECRET: randomBytes(32).toString("hex"), ENGINE_SECRET: randomBytes(32).toString("hex") };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: "wx" });
  }
  return JSON.parse(readFileSync(file, "utf8"));
}
