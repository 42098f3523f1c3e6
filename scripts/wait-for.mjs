// Polls an address until it answers well.
import net from "node:net";

/** Resolves when GET `url` answers 2xx; rejects after `limitMs` saying what was waited for. */
export async function waitForAnswer(url, limitMs) {
  const deadlineMs = Date.now() + limitMs;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} did not answer within ${limitMs / 1000} s. What it printed above should say why.`);
}

/** Throws, saying what to do, when something already listens on the port. */
export async function requireFreePort(port, variable) {
  const isTaken = await new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
  if (!isTaken) return;
  throw new Error(
    `Port ${port} is taken, maybe by a Duologue that runs already. Stop that, or choose another port: ${variable}=${port + 10} npm run up`,
  );
}
