"""The codec's transformer over 25 Hz steps, with the window that the engine's ring of keys has."""
import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..attention import attend
from .layers import _Named

STEPS_PER_FRAME = 2


def rotate(x: Tensor, positions: Tensor, max_period: float = 10_000.0) -> Tensor:
    """Rotary positions on interleaved pairs, in float32. x [..., T, head], positions [T] or broadcastable to x's [..., T]."""
    half = x.shape[-1] // 2
    rates = torch.exp(torch.arange(half, device=x.device, dtype=torch.float32) * (-math.log(max_period) / half))
    angles = positions.float()[..., None] * rates
    cos, sin = angles.cos(), angles.sin()
    even, odd = x.float()[..., 0::2], x.float()[..., 1::2]
    return torch.stack([even * cos - odd * sin, even * sin + odd * cos], -1).flatten(-2).to(x.dtype)


def ring_mask(steps: int, context: int, device, hide_oldest: bool = False, together: int = STEPS_PER_FRAME) -> Tensor:
    """bool [steps, steps]: steps that come `together` write their keys before any of them attends, so the window ends at the newest of them."""
    position = torch.arange(steps, device=device)
    newest = (position // together + 1) * together - 1
    first = newest - context + 1
    if hide_oldest:
        first = torch.where(newest + 1 >= context, first + 1, first)
    return (position[None] <= position[:, None]) & (position[None] >= first[:, None])


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, feedforward: int):
        super().__init__()
        self.heads = heads
        self.self_attn = _Named()
        self.self_attn.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.self_attn.out_proj = nn.Linear(width, width, bias=False)
        nn.init.xavier_uniform_(self.self_attn.in_proj_weight)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.linear1, self.linear2 = nn.Linear(width, feedforward, bias=False), nn.Linear(feedforward, width, bias=False)
        self.layer_scale_1, self.layer_scale_2 = _Named(), _Named()
        self.layer_scale_1.scale = nn.Parameter(torch.full((width,), 0.01))
        self.layer_scale_2.scale = nn.Parameter(torch.full((width,), 0.01))

    def forward(self, x: Tensor, positions: Tensor, mask: Tensor) -> Tensor:  # [B, T, width]
        batch, steps, width = x.shape
        projected = functional.linear(self.norm1(x), self.self_attn.in_proj_weight)
        q, k, v = projected.view(batch, steps, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        heard = attend(rotate(q, positions), rotate(k, positions), v, mask)
        x = x + self.layer_scale_1.scale * self.self_attn.out_proj(heard.transpose(1, 2).reshape(batch, steps, width))
        return x + self.layer_scale_2.scale * self.linear2(functional.gelu(self.linear1(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, width: int, heads: int, layers: int, feedforward: int, context: int):
        super().__init__()
        self.context, self.hide_oldest = context, False
        self.transformer = _Named()
        self.transformer.layers = nn.ModuleList(Layer(width, heads, feedforward) for _ in range(layers))

    def forward(self, x: Tensor) -> Tensor:  # [B, width, T]
        x = x.transpose(1, 2)
        positions = torch.arange(x.shape[1], device=x.device)
        mask = ring_mask(x.shape[1], self.context, x.device, self.hide_oldest)
        for layer in self.transformer.layers:
            x = layer(x, positions, mask)
        return x.transpose(1, 2)
