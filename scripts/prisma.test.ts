import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
let folder: string;

/** `npm run prisma -- migrate dev` on a copy of the schema and an embedded database of its own. */
async function migrateDev(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["scripts/prisma.mjs", "migrate", "dev", "--name", name, "--config", path.join(folder, "prisma.config.mjs")],
    // an empty address is one that .env does not set either
    { cwd: ROOT, env: { ...process.env, DATABASE_URL: "", DUOLOGUE_DATA_DIR: path.join(folder, "data") } },
  );
  return stdout;
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "migrations-"));
  // where PostgreSQL has to run as somebody else, they must get through
  chmodSync(folder, 0o755);
  for (const part of ["schema.prisma", "migrations"]) cpSync(path.join(ROOT, "prisma", part), path.join(folder, part), { recursive: true });
  writeFileSync(
    path.join(folder, "prisma.config.mjs"),
    `export default { schema: "schema.prisma", migrations: { path: "migrations" }, datasource: { url: process.env.DATABASE_URL } };\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("applies what is pending and makes the new migration, in one go, in the data folder that is set", { timeout: 180_000 }, async () => {
  const schema = path.join(folder, "schema.prisma");
  writeFileSync(schema, readFileSync(schema, "utf8").replace("model AuditEntry {", "model AuditEntry {\n  remark String?"));
  expect(await migrateDev("remark")).toContain("Your database is now in sync with your schema.");
  const made = readdirSync(path.join(folder, "migrations")).find((name) => name.endsWith("_remark")) ?? "";
  expect(readFileSync(path.join(folder, "migrations", made, "migration.sql"), "utf8")).toMatch(/ADD COLUMN +"remark" TEXT;/);
  expect(readdirSync(path.join(folder, "data"))).not.toHaveLength(0);
});
