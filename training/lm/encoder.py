"""Codes of what the workers make: between two steps, or, where a second card is there for it, all the time beside them."""
import queue
import threading

from ..speech.workers import POLL_S, Workers
from .drafts import LAYOUTS
from .examples import ENCODED_AT_ONCE, Coded, Codes

ROOM = 2000  # coded drafts that wait


class Encoder:
    def __init__(self, codes: Codes, workers: Workers):
        self.codes, self.workers = codes, workers
        self._ready: queue.Queue = queue.Queue(ROOM)
        self._stopped, self._thread, self._fault = threading.Event(), None, None

    @property
    def made(self) -> int:
        """Examples made so far, those included that wait."""
        return LAYOUTS * self.workers.made

    def start(self) -> None:
        """From now on encodes in a thread of its own. Not before everything that is captured as a graph has been: a capture bears no other thread's calls."""
        self._thread = threading.Thread(target=self._encode, daemon=True)
        self._thread.start()

    def _encode(self) -> None:
        try:
            while not self._stopped.is_set():
                drafts = [draft for made in self.workers.take(1) for draft in made]
                for at in range(0, len(drafts), ENCODED_AT_ONCE):
                    if self._stopped.is_set():
                        return
                    for coded in self.codes.coded(drafts[at : at + ENCODED_AT_ONCE]):
                        self._keep(coded.cpu())
        except Exception as fault:
            self._fault = fault

    def _keep(self, coded: Coded) -> None:
        """Coded drafts wait where there is room for them; those that are ready when all of it ends are dropped."""
        while not self._stopped.is_set():
            try:
                return self._ready.put(coded, timeout=POLL_S)
            except queue.Full:
                continue

    def take(self, least: int = 0) -> list[Coded]:
        """All that is ready; before start(), waits until there are `least` conversations."""
        if self._thread is None:
            return self.codes.coded([draft for made in self.workers.take(least) for draft in made])
        if self._fault:
            raise RuntimeError("encoding ended before the training did") from self._fault
        return [self._ready.get_nowait() for _ in range(self._ready.qsize())]

    def stop(self) -> None:
        self._stopped.set()
        if self._thread:
            self._thread.join()
        self.workers.stop()
