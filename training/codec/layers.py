"""Causal convolutions over whole clips, equal to the engine's streaming ones. Names are those of the checkpoint."""
import torch
from torch import Tensor, nn
from torch.nn import functional


class _Named(nn.Module):
    """A room in a tensor's name."""


class Conv(nn.Module):
    """Left context kernel - stride: zeros, or (`replicate`) the first input."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, bias: bool = True, replicate: bool = False):
        super().__init__()
        self.context, self.stride, self.replicate = kernel - stride, stride, replicate
        self.conv = _Named()
        self.conv.conv = nn.Conv1d(inputs, outputs, kernel, stride, bias=bias)

    def forward(self, x: Tensor) -> Tensor:  # [B, C, T] to [B, C', T / stride]
        if self.replicate:
            x = torch.cat([x[..., :1].expand(*x.shape[:-1], self.context), x], -1)
        else:
            x = functional.pad(x, (self.context, 0))
        return self.conv.conv(x)


class TransposedConv(nn.Module):
    """Kernel of two strides; what runs over the end is dropped."""

    def __init__(self, inputs: int, outputs: int, stride: int, bias: bool = True, groups: int = 1):
        super().__init__()
        self.stride = stride
        self.convtr = _Named()
        self.convtr.convtr = nn.ConvTranspose1d(inputs, outputs, 2 * stride, stride, bias=bias, groups=groups)

    def forward(self, x: Tensor) -> Tensor:  # [B, C, T] to [B, C', T * stride]
        return self.convtr.convtr(x)[..., : x.shape[-1] * self.stride]


class ResidualBlock(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.block = nn.Sequential(nn.ELU(), Conv(width, width // 2, 3), nn.ELU(), Conv(width // 2, width, 1))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.block(x)


def wrapped(inner: nn.Module, name: str) -> nn.Module:
    """`inner` under one more name: the checkpoint's resampling convolutions are wrapped once more than the others."""
    outer = _Named()
    setattr(outer, name, inner)
    return outer
