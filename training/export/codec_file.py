"""The codec as the engine's Mimi file: float16, centroids instead of moving sums, averaged weights. `python3 -m training.export.codec_file STATE FILE`"""
import sys
from pathlib import Path

import numpy
import torch

from ..codec.mimi import Mimi, Sizes
from . import safetensors_file


def averaged(state: dict) -> Mimi:
    """The codec of a training state, with the averages in place of the last step's weights."""
    codec = Mimi()
    codec.load_state_dict({name: tensor.cpu() for name, tensor in state["codec"].items()})
    with torch.no_grad():
        for parameter, average in zip(codec.parameters(), state["averages"]):
            parameter.copy_(average.cpu())
    return codec.eval()


def write(codec: Mimi, path: Path) -> None:
    tensors = {}
    with torch.no_grad():
        for quantiser in codec.quantisers():
            for codebook in quantiser.codebooks():
                codebook.embedding_sum.copy_(codebook.centroids())
                codebook.cluster_usage.fill_(1)
    for name, tensor in codec.state_dict().items():
        tensors[name] = tensor.cpu().numpy().astype(numpy.float16)
    safetensors_file.write(path, tensors)


def read(path: Path, device: str = "cpu", sizes: Sizes = Sizes()) -> Mimi:
    codec = Mimi(sizes)
    codec.load_state_dict({name: torch.from_numpy(tensor).float() for name, tensor in safetensors_file.read(path).items()})
    return codec.eval().to(device)


if __name__ == "__main__":
    write(averaged(torch.load(sys.argv[1], map_location="cpu")), Path(sys.argv[2]))
