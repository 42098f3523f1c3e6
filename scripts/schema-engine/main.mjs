#!/usr/bin/env node
// Stands in for Prisma's downloaded schema-engine binary, which is not on npm: the Prisma command line starts this file
// (PRISMA_SCHEMA_ENGINE_BINARY) and speaks JSON-RPC lines with it over stdin and stdout.
import { readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { bindDatabase, loadWasm } from "./load-engine.mjs";
import { runDatabaseCommand } from "./run-database-command.mjs";

const argv = process.argv.slice(2);
const valuesOf = (flag) => argv.flatMap((word, index) => (word === flag ? [argv[index + 1]] : []));
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const url = JSON.parse(valuesOf("--datasource")[0] ?? "{}").url ?? process.env.DATABASE_URL;

if (argv.includes("--version")) {
  process.stdout.write(`schema-engine-cli ${(await loadWasm()).version()} (wasm)\n`);
  process.exit(0);
}
if (argv.includes("cli")) process.exit(await runDatabaseCommand(argv[argv.indexOf("cli") + 1], url, logError));

globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => logError({ message, is_panic: true }) };
const inMemory = process.env.SCHEMA_ENGINE_MEMORY === "1" || !url;
const datamodels = valuesOf("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
const glue = await loadWasm();
const adapterFactory = bindDatabase(inMemory ? null : url);
let engine;

for await (const line of createInterface({ input: process.stdin })) {
  const request = line.trim() ? JSON.parse(line) : {};
  // A line without a method is the command line's answer to one of our print requests.
  if (request.method !== undefined) await answer(request);
}
process.exit(0);

async function answer({ id, method, params }) {
  try {
    if (method === "createDatabase") {
      send({ id, result: { databaseName: new URL(url).pathname.slice(1) } });
      return;
    }
    engine ??= await glue.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, adapterFactory);
    const result = await engine[method === "getDatabaseVersion" ? "version" : method](params);
    if (method === "diff" && result.stdout) {
      send({ id: 1_000_000 + id, method: "print", params: { content: result.stdout.replace(/\n$/, "") } });
      result.stdout = null;
    }
    // Having applied migrations, the engine does not find its shadow database before it has looked at their history again.
    if (method === "applyMigrations" && result.appliedMigrationNames.length > 0) await engine.devDiagnostic(params);
    send({ id, result: result ?? null });
  } catch (error) {
    const data = { is_panic: false, message: error?.message ?? String(error), error_code: error?.code ?? null, meta: error?.meta ?? null };
    send({ id, error: { code: 4466, message: "An error happened. Check the data field for details.", data } });
  }
}

function logError(fields) {
  writeSync(2, `\n${JSON.stringify({ timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" })}\n`);
}
