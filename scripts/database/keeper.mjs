// Runs PostgreSQL for as long as somebody holds it. A launcher holds it with an open connection named HOLDER_NAME, so
// even a launcher that is killed outright leaves no server behind. Usage: node keeper.mjs HOME PORT
import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { postgresBinaries, postgresIdentity } from "./binaries.mjs";
import { databasePaths, HOLDER_NAME } from "./paths.mjs";

const CHECK_EVERY_MS = 1_000;
const STOP_AFTER_UNHELD_CHECKS = 4;
const START_LIMIT_MS = 60_000;

const [home, port] = [path.resolve(process.argv[2]), Number(process.argv[3])];
const { folder, passwordFile, logFile } = databasePaths(home);
const identity = postgresIdentity();
const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", shared_buffers: "64MB", max_connections: "100" };
const args = ["-D", folder, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
const [program, argv] = identity.command(postgresBinaries().postgres, args);
const log = openSync(logFile, "a");
const server = spawn(program, argv, { ...identity.options, stdio: ["ignore", log, log] });
server.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => server.kill("SIGINT"));

let unheldChecks = 0;
async function check() {
  const { rows } = await client.query("select count(*)::int as holders from pg_stat_activity where application_name = $1", [HOLDER_NAME]);
  unheldChecks = rows[0].holders > 0 ? 0 : unheldChecks + 1;
  if (unheldChecks >= STOP_AFTER_UNHELD_CHECKS) server.kill("SIGINT");
}

/** One try; a client that failed to connect cannot be used again. */
async function connect() {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "duologue",
    password: readFileSync(passwordFile, "utf8"),
    database: "postgres",
    application_name: "duologue-keeper",
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}

let client;
const startedAtMs = Date.now();
while (!client && Date.now() - startedAtMs < START_LIMIT_MS) {
  client = await connect().catch(() => new Promise((resolve) => setTimeout(resolve, 100)));
}
if (client) setInterval(() => check().catch(() => {}), CHECK_EVERY_MS);
else server.kill("SIGINT");
