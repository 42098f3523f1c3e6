"""A step captured once and replayed: at these sizes launching kernels costs more than running them."""
from collections.abc import Callable

import torch


class Graph:
    def __init__(self, step: Callable[[], None], device: str):
        self._step, self._graph = step, None
        if device != "cuda":
            return
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(4):
                step()
        torch.cuda.current_stream().wait_stream(side)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            step()

    def run(self) -> None:
        if self._graph is None:
            self._step()
        else:
            self._graph.replay()
