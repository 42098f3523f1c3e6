/** Next calls this once when the studio's process starts. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next names its runtime here, and replaces it while building
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./lib/server/start-server");
  startServer();
}
