"""Speech made by all processors while the accelerator trains."""
import multiprocessing
import queue
import threading
from collections.abc import Callable, Iterable

POLL_S = 0.2


class Workers:
    """Processes are spawned, not forked: flite and torch both hold OpenMP threads, which do not survive a fork.

    Runs `job` on each of `orders` in processes of their own and keeps at most `room` results waiting; jobs that fail are counted and left out.
    """

    def __init__(self, job: Callable, orders: Iterable, processes: int, room: int = 2000):
        self.results: queue.Queue = queue.Queue(room)
        self.made = self.failed = 0
        self._stopped = threading.Event()
        self._pool = multiprocessing.get_context("spawn").Pool(processes)
        self._thread = threading.Thread(target=self._collect, args=(_guarded(job), orders, processes), daemon=True)
        self._thread.start()

    def _collect(self, job: Callable, orders: Iterable, processes: int) -> None:
        pending = threading.Semaphore(processes * 8)

        def throttled():
            for order in orders:
                while not pending.acquire(timeout=POLL_S):
                    if self._stopped.is_set():
                        return
                if self._stopped.is_set():
                    return
                yield order

        for result in self._pool.imap_unordered(job, throttled(), chunksize=1):
            pending.release()
            if self._stopped.is_set():
                continue  # what was ordered is taken to its end: a pool that is terminated with results in its pipe can wait for ever
            if result is None:
                self.failed += 1
                continue
            self.made += 1
            self._keep(result)

    def _keep(self, result) -> None:
        while not self._stopped.is_set():
            try:
                return self.results.put(result, timeout=POLL_S)
            except queue.Full:
                continue

    def take(self, least: int = 0) -> list:
        """All that is ready; waits until there are `least`."""
        taken = [self.results.get() for _ in range(least)]
        while True:
            try:
                taken.append(self.results.get_nowait())
            except queue.Empty:
                return taken

    def stop(self) -> None:
        """Ends the processes once what they are at is made, a few seconds."""
        self._stopped.set()
        self._thread.join()
        self._pool.close()
        self._pool.join()


class _guarded:
    """A job whose failure is a missing result: one odd text must not end hours of synthesis."""

    def __init__(self, job: Callable):
        self.job = job

    def __call__(self, order):
        try:
            return self.job(order)
        except Exception:
            return None
