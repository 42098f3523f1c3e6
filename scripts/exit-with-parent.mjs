// Preloaded into studio and engine: when the launcher dies, however it died, they are handed to another parent and stop.
const parent = process.ppid;
const timer = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(timer);
  process.kill(process.pid, "SIGTERM");
}, 1_000);
timer.unref();
