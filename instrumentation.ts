/** Next calls this once when the studio's process starts. */
export async function register(): Promise<void> {
  // in exactly this shape Next leaves the server's modules out of the edge runtime's bundle
  // biome-ignore lint/style/noProcessEnv: Next names its runtime here, and replaces it while building
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./lib/server/start-server");
    startServer();
  }
}
