// Prisma's schema engine as WebAssembly, over node-postgres; the shadow database is PostgreSQL in memory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const require = createRequire(import.meta.url);

export async function loadWasm() {
  const script = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = await import(script);
  const bytes = readFileSync(script.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** `url` null: everything happens in memory (migrate diff between files). */
export function bindDatabase(url) {
  return bindMigrationAwareSqlAdapterFactory(url ? new ServerFactory(url) : new MemoryFactory());
}

const CHAR_OID = 18;
/** Catalogue types that adapter-pg refuses to read: int2vector, oidvector, pg_node_tree, regclass, regtype, … */
const READ_AS_TEXT = new Set([CHAR_OID, 22, 24, 30, 194, 2205, 2206]);
const TEXT_OID = 25;

class ServerFactory extends PrismaPg {
  constructor(url) {
    super({ connectionString: url, max: 1 });
  }

  async connect() {
    const adapter = await super.connect();
    const prototype = Object.getPrototypeOf(adapter);
    const client = adapter.underlyingDriver();
    // The adapter splits scripts at every semicolon, which breaks functions and DO blocks: send them whole.
    adapter.executeScript = async (sql) => {
      try {
        await client.query(sql);
      } catch (error) {
        adapter.onError(error);
      }
    };
    adapter.queryRaw = async (query) => {
      let oids = [];
      const performIO = async (request) => {
        const result = await prototype.performIO.call(adapter, request);
        oids = result.fields.map((field) => field.dataTypeID);
        for (const field of result.fields) if (READ_AS_TEXT.has(field.dataTypeID)) field.dataTypeID = TEXT_OID;
        return result;
      };
      const out = await prototype.queryRaw.call(Object.create(adapter, { performIO: { value: performIO } }), query);
      out.columnTypes = out.columnTypes.map((type, column) => (oids[column] === CHAR_OID ? ColumnTypeEnum.Character : type));
      return out;
    };
    return adapter;
  }

  // The base class would let the connection string win over the shadow database's name.
  connectToShadowDb() {
    return connectInMemory();
  }
}

class MemoryFactory extends ServerFactory {
  constructor() {
    super("postgresql://in-memory");
  }

  connect() {
    return connectInMemory();
  }
}

async function connectInMemory() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  const database = await PGlite.create();
  const adapter = await new PrismaPGlite(database).connect();
  adapter.executeScript = async (sql) => {
    await database.exec(sql);
  };
  return adapter;
}
