// Progress on a terminal, and plain lines elsewhere: one line a step, with what it took, and a sign of life in a long one.
const isTerminal = Boolean(process.stdout.isTTY);
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const SIGN_OF_LIFE_MS = 15_000;
/** A longer line would wrap, and stay when it is drawn over. */
const columns = () => (isTerminal ? Math.min(160, (process.stdout.columns || 80) - 1) : 160);

/** Runs `work`, which may call its argument to say how far it is; prints the step's name and its time. */
export async function step(name, work) {
  const startedAtMs = Date.now();
  let detail = "";
  let turn = 0;
  const draw = () =>
    process.stdout.write(`\r\x1b[2K${`${FRAMES[turn++ % FRAMES.length]} ${name}${detail ? ` · ${detail}` : ""}`.slice(0, columns())}`);
  const timer = isTerminal
    ? setInterval(draw, 100)
    : setInterval(
        () => console.log(`… ${name} (${secondsSince(startedAtMs)} s)${detail ? ` · ${detail}` : ""}`.slice(0, columns())),
        SIGN_OF_LIFE_MS,
      );
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
  clearInterval(timer);
  console.log(`${isTerminal ? "\r\x1b[2K" : ""}${mark} ${text} (${secondsSince(startedAtMs)} s)`);
}

function secondsSince(startedAtMs) {
  return ((Date.now() - startedAtMs) / 1_000).toFixed(1);
}
