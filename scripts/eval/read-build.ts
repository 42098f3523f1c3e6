import { execFileSync } from "node:child_process";
import evaluationPackage from "../../evaluation/package.json" with { type: "json" };

/** Version and commit of this program, and whether files differ from it; the version alone outside a checkout. */
export function readBuild(): string {
  const { version } = evaluationPackage;
  try {
    const git = (...words: string[]) => execFileSync("git", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const commit = git("rev-parse", "--short=12", "HEAD");
    return `${version} ${commit}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " changed"}`;
  } catch {
    return version;
  }
}
