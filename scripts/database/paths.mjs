// Names that the launcher and the keeper share.
import path from "node:path";

export const HOLDER_NAME = "duologue-holder";

export function databasePaths(home) {
  return {
    folder: path.join(home, "postgres"),
    passwordFile: path.join(home, "postgres.password"),
    logFile: path.join(home, "postgres.log"),
    lockFile: path.join(home, "postgres.lock"),
  };
}
