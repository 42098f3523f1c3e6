// The database of this checkout: DATABASE_URL where it is set, else real PostgreSQL from npm in HOME, started when the
// first launcher needs it, shared by all of them (development, production, tests), stopped with the last.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { postgresBinaries, postgresIdentity } from "./binaries.mjs";
import { isAlive, isZombie, withLock } from "./lock.mjs";
import { databasePaths, HOLDER_NAME } from "./paths.mjs";

const START_LIMIT_MS = 60_000;
const KEEPER = fileURLToPath(new URL("./keeper.mjs", import.meta.url));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Returns {url, release}. `release` gives the server back; the last holder stops it.
 * @param {{home?: string, name?: string}} options home: data folder; name: database, created if missing
 */
export async function ensureDatabase({ home = ".data", name = "duologue" } = {}) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, embedded: false, release: async () => {} };
  const paths = databasePaths(path.resolve(home));
  mkdirSync(path.resolve(home), { recursive: true });
  return withLock(paths.lockFile, async () => {
    if (!existsSync(path.join(paths.folder, "PG_VERSION"))) await initialise(paths);
    const server = (await connectHolder(paths)) ?? (await start(path.resolve(home), paths));
    await createDatabase(server.holder, name);
    return {
      url: `postgresql://duologue:${server.password}@127.0.0.1:${server.port}/${name}`,
      embedded: true,
      release: () => withLock(paths.lockFile, () => release(server, paths)),
    };
  });
}

async function initialise({ folder, passwordFile }) {
  const identity = postgresIdentity();
  const temporary = `${folder}.init`;
  const secret = `${passwordFile}.init`;
  for (const leftover of [temporary, folder]) rmSync(leftover, { recursive: true, force: true });
  const password = randomBytes(24).toString("base64url");
  mkdirSync(temporary, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  identity.own(temporary);
  identity.own(secret);
  const args = ["-D", temporary, "-U", "duologue", "--auth=scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C"];
  const [program, argv] = identity.command(postgresBinaries().initdb, args);
  const child = spawn(program, argv, { ...identity.options, stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (data) => {
    complaint += data;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  rmSync(secret, { force: true });
  if (code !== 0) throw new Error(`The embedded database could not be created (initdb ended with ${code}):\n${complaint}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  renameSync(temporary, folder);
}

/** A connection to the server of this very folder, or null when none answers. */
async function connectHolder({ folder, passwordFile }) {
  const [pid, , , port] = readPidFile(folder);
  if (!pid || !isAlive(Number(pid))) return null;
  const password = readFileSync(passwordFile, "utf8");
  const holder = new pg.Client({
    host: "127.0.0.1",
    port: Number(port),
    user: "duologue",
    password,
    database: "postgres",
    application_name: HOLDER_NAME,
    connectionTimeoutMillis: 3_000,
  });
  holder.on("error", () => {});
  try {
    await holder.connect();
    const { rows } = await holder.query("show data_directory");
    if (path.resolve(rows[0].data_directory) === folder) return { holder, password, port: Number(port), pid: Number(pid) };
    await holder.end();
  } catch {
    // not up, or not ours
  }
  return null;
}

async function start(home, paths) {
  const deadlineMs = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadlineMs) {
    const [pid] = readPidFile(paths.folder);
    if (pid && (isZombie(Number(pid)) || !isAlive(Number(pid)))) rmSync(path.join(paths.folder, "postmaster.pid"), { force: true });
    const keeper = spawn(process.execPath, [KEEPER, home, String(await freePort())], { detached: true, stdio: "ignore" });
    keeper.unref();
    let ended = false;
    keeper.on("exit", () => {
      ended = true;
    });
    while (!ended && Date.now() < deadlineMs) {
      const server = await connectHolder(paths);
      if (server) return server;
      await pause(50);
    }
    await pause(300);
  }
  const log = existsSync(paths.logFile) ? readFileSync(paths.logFile, "utf8").split("\n").slice(-8).join("\n") : "";
  throw new Error(`The embedded database did not start within ${START_LIMIT_MS / 1000} s. Its log (${paths.logFile}) ends with:\n${log}`);
}

async function createDatabase(holder, name) {
  const { rows } = await holder.query("select 1 from pg_database where datname = $1", [name]);
  if (rows.length === 0) await holder.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
}

async function release({ holder, pid }, { folder }) {
  const { rows } = await holder
    .query("select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()", [HOLDER_NAME])
    .catch(() => ({ rows: [{ others: 1 }] }));
  await holder.end().catch(() => {});
  if (rows[0].others > 0) return;
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  for (let waits = 0; waits < 200 && existsSync(path.join(folder, "postmaster.pid")); waits++) await pause(50);
}

function readPidFile(folder) {
  try {
    return readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
