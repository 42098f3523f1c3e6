/** Keeps the screen awake while a call is live; browsers take the lock away when the tab is hidden, so it is asked for again. */
export function keepScreenAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let done = false;
  const ask = () => {
    if (done || !("wakeLock" in navigator) || document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").then(
      (got) => {
        if (done) void got.release();
        else lock = got;
      },
      () => undefined,
    );
  };
  document.addEventListener("visibilitychange", ask);
  ask();
  return () => {
    done = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
