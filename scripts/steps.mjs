// Progress on a terminal, and plain lines elsewhere: one line a step, with what it took.
const isTerminal = Boolean(process.stdout.isTTY);
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** A longer line would wrap, and stay when it is drawn over. */
const columns = () => Math.min(160, (process.stdout.columns || 80) - 1);

/** Runs `work`, which may call its argument to say how far it is; prints the step's name and its time. */
export async function step(name, work) {
  const startedAtMs = Date.now();
  let detail = "";
  let turn = 0;
  const draw = () =>
    process.stdout.write(`\r\x1b[2K${`${FRAMES[turn++ % FRAMES.length]} ${name}${detail ? ` · ${detail}` : ""}`.slice(0, columns())}`);
  const timer = isTerminal ? setInterval(draw, 100) : null;
  if (!isTerminal) console.log(`… ${name}`);
  try {
    const result = await work((text) => {
      detail = text;
    });
    finish("✓", `${name}${typeof result === "string" ? ` · ${result}` : ""}`, startedAtMs, timer);
    return result;
  } catch (error) {
    finish("✗", name, startedAtMs, timer);
    throw error;
  }
}

function finish(mark, text, startedAtMs, timer) {
  if (timer) clearInterval(timer);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${isTerminal ? "\r\x1b[2K" : ""}${mark} ${text} (${seconds} s)`);
}
