/** ffmpeg in a process of its own, under limits: uploads come from people who are not to be trusted. */
import { spawn } from "node:child_process";

const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_BYTES = 1_500_000_000;
const CPU_LIMIT_SECONDS = 25;
const AT_ONCE = 2;

export interface FfmpegResult {
  stdout: Buffer;
  stderr: string;
}

let free = AT_ONCE;
const waiting: (() => void)[] = [];

/**
 * Resolves with what it wrote, or null when it refused the input, ran into a limit, or wrote more than `maxBytes`.
 * Rejects only where ffmpeg is not installed.
 */
export async function runFfmpeg(
  args: string[],
  { input, maxBytes }: { input?: Uint8Array; maxBytes: number },
): Promise<FfmpegResult | null> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await spawnLimited(args, input, maxBytes);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

function spawnLimited(args: string[], input: Uint8Array | undefined, maxBytes: number): Promise<FfmpegResult | null> {
  return new Promise((resolve, reject) => {
    const limits = [`--as=${MEMORY_LIMIT_BYTES}`, `--cpu=${CPU_LIMIT_SECONDS}`, "--core=0"];
    const command = ["ffmpeg", "-hide_banner", "-nostdin", "-threads", "1", ...args];
    const child = spawn("prlimit", [...limits, ...command], {
      stdio: ["pipe", "pipe", "pipe"],
      timeout: TIME_LIMIT_MS,
      killSignal: "SIGKILL",
      env: { PATH: "/usr/local/bin:/usr/bin:/bin" } as unknown as NodeJS.ProcessEnv,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 100_000) stderr += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? { stdout: Buffer.concat(chunks), stderr } : null));
    // It may stop reading before the end: that is its answer, not our error.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
