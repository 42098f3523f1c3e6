"""The dual-stream language model: temporal transformer over frames, depformer over the codebooks of one frame. Whole sequences at once, teacher-forced."""
import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..attention import attend
from ..codec.transformer import rotate

EPSILON = 1e-8


@dataclass(frozen=True)
class Pinned:
    """Keys [0, count) that never leave a query's window: what is seen besides them is thought to follow them directly."""

    count: int
    positions: Tensor  # [T]: where each query is rotated to meet them


@dataclass(frozen=True)
class Sizes:
    dim: int = 384
    num_layers: int = 8
    num_heads: int = 6
    ffn_hidden: int = 1008
    text_card: int = 2000
    n_q: int = 16
    dep_q: int = 8
    card: int = 1024
    depformer_dim: int = 192
    depformer_num_layers: int = 2
    depformer_num_heads: int = 3
    depformer_ffn_hidden: int = 504

    def described(self) -> dict:
        return asdict(self)


class Norm(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.alpha = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        return (wide * (self.alpha * torch.rsqrt(wide.square().mean(-1, keepdim=True) + EPSILON))).to(x.dtype)


def _matrix(*shape: int, scale: float = 1.0) -> nn.Parameter:
    return nn.Parameter(nn.init.trunc_normal_(torch.empty(shape), std=scale * shape[-1] ** -0.5))


class TemporalLayer(nn.Module):
    def __init__(self, sizes: Sizes):
        super().__init__()
        width, deep = sizes.dim, (2 * sizes.num_layers) ** -0.5
        self.heads = sizes.num_heads
        self.norm1, self.norm2 = Norm(width), Norm(width)
        self.in_proj, self.out_proj = _matrix(3 * width, width), _matrix(width, width, scale=deep)
        self.linear_in, self.linear_out = _matrix(2 * sizes.ffn_hidden, width), _matrix(width, sizes.ffn_hidden, scale=deep)

    def forward(self, x: Tensor, positions: Tensor, dropout: float, visible: Tensor | None, pinned: Pinned | None) -> Tensor:  # [B, T, dim], positions [B, T]
        batch, frames, width = x.shape
        q, k, v = functional.linear(self.norm1(x), self.in_proj).view(batch, frames, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        meeting, met = rotate(q, positions[:, None]), rotate(k, positions[:, None])
        if pinned:
            meeting, met = _pinned_apart(meeting, rotate(q, pinned.positions), met, pinned.count)
        heard = attend(meeting, met, v, visible).transpose(1, 2).reshape(batch, frames, width)
        x = x + functional.dropout(functional.linear(heard, self.out_proj), dropout, self.training)
        gate, up = functional.linear(self.norm2(x), self.linear_in).chunk(2, -1)
        return x + functional.dropout(functional.linear(functional.silu(gate) * up, self.linear_out), dropout, self.training)


def _pinned_apart(q: Tensor, q_pinned: Tensor, k: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Queries and keys of twice the width whose products are q·k, and q_pinned·k for the first `count` keys; √2 undoes what the width takes off the scale."""
    none, is_pinned = torch.zeros_like(k), torch.arange(k.shape[-2], device=k.device)[:, None] < count
    return torch.cat([q, q_pinned], -1) * math.sqrt(2), torch.cat([torch.where(is_pinned, none, k), torch.where(is_pinned, k, none)], -1)


class DepformerLayer(nn.Module):
    """Weights of their own for each codebook step; norms shared. All steps at once: x is [steps, N, width]."""

    def __init__(self, sizes: Sizes):
        super().__init__()
        steps, width, deep = sizes.dep_q, sizes.depformer_dim, (2 * sizes.depformer_num_layers) ** -0.5
        self.heads = sizes.depformer_num_heads
        self.norm1, self.norm2 = Norm(width), Norm(width)
        self.in_proj, self.out_proj = _matrix(steps, 3 * width, width), _matrix(steps, width, width, scale=deep)
        self.linear_in = _matrix(steps, 2 * sizes.depformer_ffn_hidden, width)
        self.linear_out = _matrix(steps, width, sizes.depformer_ffn_hidden, scale=deep)

    def forward(self, x: Tensor, dropout: float, visible: Tensor | None) -> Tensor:
        steps, count, width = x.shape
        each = lambda y, weight: torch.bmm(y, weight[:steps].transpose(1, 2).to(y.dtype))
        q, k, v = each(self.norm1(x), self.in_proj).view(steps, count, 3, self.heads, width // self.heads).permute(2, 1, 3, 0, 4)
        heard = attend(q, k, v, visible).permute(2, 0, 1, 3).reshape(steps, count, width)
        x = x + functional.dropout(each(heard, self.out_proj), dropout, self.training)
        gate, up = each(self.norm2(x), self.linear_in).chunk(2, -1)
        return x + functional.dropout(each(functional.silu(gate) * up, self.linear_out), dropout, self.training)


class DualStream(nn.Module):
    def __init__(self, sizes: Sizes = Sizes()):
        super().__init__()
        self.sizes, width, narrow = sizes, sizes.dim, sizes.depformer_dim
        self.emb = _matrix(sizes.n_q, sizes.card + 1, width)
        self.text_emb = _matrix(sizes.text_card + 1, width)
        self.layers = nn.ModuleList(TemporalLayer(sizes) for _ in range(sizes.num_layers))
        self.out_norm = Norm(width)
        self.text_linear = _matrix(sizes.text_card, width)
        self.depformer_in = _matrix(sizes.dep_q, narrow, width)
        self.depformer_text_emb = _matrix(sizes.text_card + 1, narrow)
        self.depformer_emb = _matrix(sizes.dep_q - 1, sizes.card + 1, narrow)
        self.depformer_layers = nn.ModuleList(DepformerLayer(sizes) for _ in range(sizes.depformer_num_layers))
        self.linears = _matrix(sizes.dep_q, sizes.card, narrow)

    def embed(self, rows: Tensor) -> Tensor:
        """rows int64 [B, T, 1 + n_q] (text, agent, user) to [B, T, dim]; -1 is an exact zero."""
        total = 0.0
        for i in range(self.sizes.n_q):
            total = total + self._row(self.emb[i], rows[..., 1 + i])
        return total + self._row(self.text_emb, rows[..., 0])

    @staticmethod
    def _row(table: Tensor, tokens: Tensor) -> Tensor:
        return functional.embedding(tokens.clamp(min=0), table) * (tokens >= 0)[..., None]

    def temporal(self, rows: Tensor, positions: Tensor, dropout: float = 0.0, added: Tensor | None = None, visible: Tensor | None = None,
                 pinned: Pinned | None = None) -> Tensor:
        """Hidden states after the output norm, [B, T, dim].

        `added` [B, T, dim] is what training alone gives besides the streams; `visible` bool [T, T] where the engine's ring of keys is shorter than T,
        `pinned` where it keeps the first of them.
        """
        x = self.embed(rows) if added is None else self.embed(rows) + added
        if torch.is_autocast_enabled():
            x = x.to(torch.get_autocast_gpu_dtype())
        for layer in self.layers:
            x = layer(x, positions, dropout, visible, pinned)
        return self.out_norm(x)

    def text_logits(self, hidden: Tensor) -> Tensor:
        return functional.linear(hidden, self.text_linear)

    def audio_logits(self, hidden: Tensor, text: Tensor, codes: Tensor, dropout: float = 0.0, visible: Tensor | None = None) -> Tensor:
        """hidden [N, dim], text int64 [N] and codes int64 [N, dep_q] of the frame being made, to [dep_q, N, card]; `visible` bool [dep_q, dep_q]."""
        first = self._row(self.depformer_text_emb, text)[None]
        others = [self._row(self.depformer_emb[k], codes[:, k])[None] for k in range(self.sizes.dep_q - 1)]
        x = torch.matmul(hidden[None], self.depformer_in.transpose(1, 2).to(hidden.dtype)) + torch.cat([first, *others]).to(hidden.dtype)
        for layer in self.depformer_layers:
            x = layer(x, dropout, visible)
        return torch.bmm(x, self.linears.transpose(1, 2).to(x.dtype))
