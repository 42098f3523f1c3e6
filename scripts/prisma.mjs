// `npm run prisma -- ARGS`: the Prisma command line without its downloaded engine, on the embedded database where
// DATABASE_URL is unset.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ensureDatabase } from "./database/ensure-database.mjs";
import { readSettings } from "./settings.mjs";

const { home } = readSettings();
const args = process.argv.slice(2);
const isDiff = args[0] === "migrate" && args[1] === "diff";
const needsDatabase = !(["generate", "validate", "format", "--version", "version"].includes(args[0]) || isDiff);
const database = needsDatabase ? await ensureDatabase({ home }) : { url: process.env.DATABASE_URL ?? "", release: async () => {} };
const result = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], {
  stdio: "inherit",
  env: {
    ...process.env,
    DATABASE_URL: database.url,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    PRISMA_SCHEMA_ENGINE_BINARY: path.resolve("scripts/schema-engine/main.mjs"),
    ...(isDiff ? { SCHEMA_ENGINE_MEMORY: "1" } : {}),
  },
});
await database.release();
process.exit(result.status ?? 1);
