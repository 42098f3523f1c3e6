/** The one TypeScript face of the native library. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { ModelOptions, NativeAddon, NativeModel } from "./types";

export type * from "./types";

/** Where `npm run native:build` puts the addon, seen from the project's root. */
export const ADDON_FILE = "native/build/duplex.node";

/**
 * Loads a checkpoint folder (Hugging Face layout) on a thread of its own; minutes for 17 GB on a cold disk.
 * Rejects with an Error whose message says what was expected, what came and what to do, and whose `code` names the kind.
 */
export async function loadNativeModel(folder: string, options: ModelOptions = {}, addonFile = ADDON_FILE): Promise<NativeModel> {
  return openAddon(path.resolve(addonFile)).loadModel(path.resolve(folder), options);
}

function openAddon(file: string): NativeAddon {
  if (!existsSync(file)) {
    throw new Error(`Expected the native addon at ${file}, found nothing there. Build it with \`npm run native:build\`.`);
  }
  try {
    return createRequire(import.meta.url)(file) as NativeAddon;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The native addon at ${file} does not load here: ${reason}. It was probably built on another machine; ` +
        "delete native/build and run `npm run native:build`.",
    );
  }
}
