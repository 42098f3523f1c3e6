// Adds to package-lock.json the optional packages of other platforms that the registry in use did not offer when the
// lock was made. npm leaves those out silently, and `npm ci` then refuses the lock. Run after a change of dependencies,
// then `npm install` once. They get version, os and cpu, no integrity: npm installs them only on their own platform.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["android", "darwin", "linux", "win32", "freebsd", "openbsd", "netbsd", "openharmony", "sunos", "aix"];
const PROCESSORS = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];
const SYNONYMS = { windows: "win32", win: "win32", armv7: "arm", gnueabihf: "gnu", eabi: "gnu" };

const lock = JSON.parse(readFileSync(FILE, "utf8"));
let added = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(at, name) || !/^\d+\.\d+\.\d+\S*$/.test(version)) continue;
    const made = platformEntry(name, version);
    if (!made) console.error(`Left out, as its platform is not in its name: ${name}`);
    else {
      lock.packages[`node_modules/${name}`] = made;
      added += 1;
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);

/** Whether npm's resolution from package `at` upwards finds `name`. */
function isLocked(at, name) {
  for (let place = at; ; place = place.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    if (lock.packages[`${place ? `${place}/` : ""}node_modules/${name}`]) return true;
    if (!place) return false;
  }
}

function platformEntry(name, version) {
  const words = name.split(/[-/]/).map((word) => SYNONYMS[word] ?? word);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length + cpu.length === 0) return null;
  const isLinux = os[0] === "linux";
  return {
    version,
    optional: true,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 && cpu[0] !== "wasm32" ? { os } : {}),
    ...(isLinux && words.includes("musl") ? { libc: ["musl"] } : {}),
    ...(isLinux && words.includes("gnu") ? { libc: ["glibc"] } : {}),
  };
}
