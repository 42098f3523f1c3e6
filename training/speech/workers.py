"""Speech made by all processors while the accelerator trains."""
import multiprocessing
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

POLL_S = 0.2
MOST_FAILED = 50  # in a row: then it is no odd text


class Workers:
    """Processes are spawned, not forked: flite and torch both hold OpenMP threads, which do not survive a fork.

    Runs `job` on each of `orders` in processes of their own and keeps at most `room` results waiting; jobs that fail are counted and left out.
    Where MOST_FAILED do in a row, `take` raises RuntimeError with the last one's words instead of waiting for ever.
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

        in_a_row = 0
        for result in self._pool.imap_unordered(job, throttled(), chunksize=1):
            pending.release()
            if self._stopped.is_set():
                continue  # what was ordered is taken to its end: a pool that is terminated with results in its pipe can wait for ever
            if isinstance(result, _Failure):
                self.failed, in_a_row = self.failed + 1, in_a_row + 1
                if in_a_row == MOST_FAILED:
                    self._keep(result)
                continue
            self.made, in_a_row = self.made + 1, 0
            self._keep(result)

    def _keep(self, result) -> None:
        while not self._stopped.is_set():
            try:
                return self.results.put(result, timeout=POLL_S)
            except queue.Full:
                continue

    def take(self, least: int = 0) -> list:
        """All that is ready; waits until there are `least`."""
        taken = [_sound(self.results.get()) for _ in range(least)]
        while True:
            try:
                taken.append(_sound(self.results.get_nowait()))
            except queue.Empty:
                return taken

    def stop(self) -> None:
        """Ends the processes once what they are at is made, a few seconds."""
        self._stopped.set()
        self._thread.join()
        self._pool.close()
        self._pool.join()


@dataclass(frozen=True)
class _Failure:
    words: str


def _sound(result):
    if isinstance(result, _Failure):
        raise RuntimeError(f"expected results, found that {MOST_FAILED} jobs in a row failed, the last with: {result.words}")
    return result


class _guarded:
    """A job whose failure is told, not raised: one odd text must not end hours of synthesis."""

    def __init__(self, job: Callable):
        self.job = job

    def __call__(self, order):
        try:
            return self.job(order)
        except Exception as error:
            return _Failure(f"{type(error).__name__}: {error}")
