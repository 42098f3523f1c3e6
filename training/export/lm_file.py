"""The language model as the engine's model.safetensors: the reference's names, matrices in 8 bits with one scale a row, averaged weights.

`python3 -m training.export.lm_file STATE FILE`. A weight is int8 * scb / 127, scb the largest magnitude of its row. With `--float` behind it the same in
float32, to measure what 8 bits cost.
"""
import sys
from pathlib import Path

import numpy
import torch
from torch import Tensor

from ..lm.model import DualStream, Sizes
from . import safetensors_file


def named(model: DualStream) -> dict[str, Tensor]:
    """Tensors by the reference's names, in the reference's shapes."""
    sizes, out = model.sizes, {}
    for i in range(sizes.n_q):
        out[f"emb.{i}.weight"] = model.emb[i]
    out["text_emb.weight"], out["text_linear.weight"], out["out_norm.alpha"] = model.text_emb, model.text_linear, model.out_norm.alpha.view(1, 1, -1)
    for i, layer in enumerate(model.layers):
        at = f"transformer.layers.{i}."
        out[at + "self_attn.in_proj_weight"], out[at + "self_attn.out_proj.weight"] = layer.in_proj, layer.out_proj
        out[at + "norm1.alpha"], out[at + "norm2.alpha"] = layer.norm1.alpha.view(1, 1, -1), layer.norm2.alpha.view(1, 1, -1)
        out[at + "gating.linear_in.weight"], out[at + "gating.linear_out.weight"] = layer.linear_in, layer.linear_out
    out["depformer_text_emb.weight"] = model.depformer_text_emb
    for k in range(sizes.dep_q):
        out[f"depformer_in.{k}.weight"], out[f"linears.{k}.weight"] = model.depformer_in[k], model.linears[k]
        if k > 0:
            out[f"depformer_emb.{k - 1}.weight"] = model.depformer_emb[k - 1]
    for i, layer in enumerate(model.depformer_layers):
        at = f"depformer.layers.{i}."
        out[at + "self_attn.in_proj_weight"], out[at + "self_attn.out_proj.weight"] = layer.in_proj.flatten(0, 1), layer.out_proj.flatten(0, 1)
        out[at + "norm1.alpha"], out[at + "norm2.alpha"] = layer.norm1.alpha.view(1, 1, -1), layer.norm2.alpha.view(1, 1, -1)
        for k in range(sizes.dep_q):
            out[f"{at}gating.{k}.linear_in.weight"], out[f"{at}gating.{k}.linear_out.weight"] = layer.linear_in[k], layer.linear_out[k]
    return out


def averaged(state: dict) -> DualStream:
    model = DualStream()
    with torch.no_grad():
        for parameter, average in zip(model.parameters(), state["averages"]):
            parameter.copy_(average.cpu())
    return model.eval()


def quantised(matrix: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    scale = numpy.maximum(numpy.abs(matrix).max(1), 1e-12).astype(numpy.float32)
    return numpy.clip(numpy.rint(matrix / scale[:, None] * 127), -127, 127).astype(numpy.int8), scale


def write(model: DualStream, path: Path, eight_bits: bool = True) -> None:
    tensors = {}
    for name, tensor in named(model).items():
        array = tensor.detach().float().cpu().numpy()
        if array.ndim == 2 and eight_bits:
            tensors[name], tensors[name + "_scb"] = quantised(array)
        else:
            tensors[name] = array
    safetensors_file.write(path, tensors)


def read(path: Path, sizes: Sizes = Sizes()) -> DualStream:
    """The model that such a file holds, dequantised."""
    tensors, model = safetensors_file.read(path), DualStream(sizes)
    with torch.no_grad():
        for name, target in named(model).items():
            array = tensors[name].astype(numpy.float32)
            if name + "_scb" in tensors:
                array = array * (tensors[name + "_scb"][:, None] / 127)
            target.copy_(torch.from_numpy(array).view(target.shape))
    return model.eval()


if __name__ == "__main__":
    write(averaged(torch.load(sys.argv[1], map_location="cpu")), Path(sys.argv[2]), eight_bits="--float" not in sys.argv[3:])
