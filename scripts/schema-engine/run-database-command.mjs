// The engine's `cli can-connect-to-database | create-database | drop-database`.
import pg from "pg";

/** Returns the exit code; a failure is told to `logError` in the words the Prisma command line expects. */
export async function runDatabaseCommand(command, url, logError) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const admin = new URL(url);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: command === "can-connect-to-database" ? url : admin.href });
  try {
    await client.connect();
    if (command === "create-database") await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    if (command === "drop-database") await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)}`);
    await client.end();
    return 0;
  } catch (error) {
    const code = error.code === "3D000" ? "P1003" : error.code === "28P01" ? "P1000" : "P1001";
    const message = code === "P1003" ? `Database \`${name}\` does not exist` : `Can't reach database server: ${error.message}`;
    logError({ error_code: code, is_panic: false, message });
    return 1;
  }
}
