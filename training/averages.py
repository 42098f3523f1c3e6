"""Moving averages of weights: what is shipped is their mean over the last steps, not the last step's."""
import torch
from torch import Tensor


@torch.no_grad()
def follow(averages: list[Tensor], weights: list[Tensor], share: float) -> None:
    """Moves each average by `share` of the way to its weight."""
    if hasattr(torch, "_foreach_lerp_"):
        torch._foreach_lerp_(averages, weights, share)
        return
    for average, weight in zip(averages, weights):
        average.lerp_(weight, share)


@torch.no_grad()
def put(weights: list[Tensor], values: list[Tensor]) -> None:
    """Sets each weight to its value, in place."""
    for weight, value in zip(weights, values):
        weight.copy_(value)
