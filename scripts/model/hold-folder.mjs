// One pull at a time in a folder. The lock of a process that died, even by kill -9, is taken over.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "../database/lock.mjs";
import { PullError } from "./pull-error.mjs";

export const lockPlace = (folder) => path.join(folder, ".pull", "lock");

/** The process that pulls into this folder now, or null. */
export async function readHolder(folder) {
  const pid = Number(await readFile(lockPlace(folder), "utf8").catch(() => ""));
  return pid > 0 && isAlive(pid) ? pid : null;
}

export async function holdFolder(folder, work) {
  const lock = lockPlace(folder);
  await mkdir(path.dirname(lock), { recursive: true });
  const holder = await readHolder(folder);
  if (holder) throw busy(holder, lock);
  await rm(lock, { force: true });
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") throw busy(await readHolder(folder), lock);
    throw error;
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

const busy = (pid, lock) =>
  new PullError(
    "busy",
    `Another pull into this folder is running (process ${pid}).\nWait for it or stop it. If there is no such pull, delete ${lock}.`,
  );
