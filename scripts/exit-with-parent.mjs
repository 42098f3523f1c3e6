// Preloaded into studio and engine: when the launcher dies, however it died, its channel closes and they stop too.
if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
