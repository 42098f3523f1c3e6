/** The configured storage. */
import { env } from "../env";
import { diskStorage } from "./disk-storage";
import type { Storage } from "./port";

export type { Storage, StoredPart } from "./port";

let opened: { folder: string; storage: Storage } | null = null;

export function storage(): Storage {
  const folder = env().STORAGE_DIR;
  if (opened?.folder !== folder) opened = { folder, storage: diskStorage(folder) };
  return opened.storage;
}
