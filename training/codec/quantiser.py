"""Residual vector quantisation. All of it in float32 and outside autocast: in bfloat16 the nearest-neighbour search is rounding noise, and codebooks die unseen."""
import torch
from torch import Tensor, nn

from .layers import _Named

USAGE_FLOOR = 1e-5
DECAY = 0.99
DEAD_SHARE = 0.1  # of the mean usage: an entry below it is reborn from the batch


class Codebook(nn.Module):
    def __init__(self, bins: int, width: int):
        super().__init__()
        self.register_buffer("_initialized", torch.ones(1))
        self.register_buffer("cluster_usage", torch.ones(bins))
        self.register_buffer("embedding_sum", torch.randn(bins, width) * 0.1)

    def centroids(self) -> Tensor:  # [bins, width]
        return self.embedding_sum / self.cluster_usage.clamp(min=USAGE_FLOOR)[:, None]

    def nearest(self, x: Tensor) -> Tensor:  # [N, width] to [N]
        centroids = self.centroids()
        return ((centroids * centroids).sum(1)[None] - 2 * x @ centroids.t()).argmin(1)

    def _sums(self, x: Tensor, codes: Tensor) -> tuple[Tensor, Tensor]:
        usage = torch.zeros_like(self.cluster_usage).index_add_(0, codes, torch.ones_like(codes, dtype=torch.float32))
        return usage, torch.zeros_like(self.embedding_sum).index_add_(0, codes, x)

    def follow(self, x: Tensor, codes: Tensor) -> None:
        """Moving averages of what fell to each entry."""
        usage, sums = self._sums(x, codes)
        self.cluster_usage.mul_(DECAY).add_(usage, alpha=1 - DECAY)
        self.embedding_sum.mul_(DECAY).add_(sums, alpha=1 - DECAY)
        mean = self.cluster_usage.sum() / len(self.cluster_usage)
        dead = self.cluster_usage < DEAD_SHARE * mean
        reborn = x[torch.randint(0, len(x), (len(dead),), device=x.device)] * mean
        self.embedding_sum.copy_(torch.where(dead[:, None], reborn, self.embedding_sum))
        self.cluster_usage.copy_(torch.where(dead, mean, self.cluster_usage))

    def fit(self, x: Tensor, iterations: int) -> Tensor:
        """k-means over x [N, width]; returns what it leaves, [N, width]."""
        bins = len(self.cluster_usage)
        pick = torch.randint(0, len(x), (bins,), device=x.device) if len(x) < bins else torch.randperm(len(x), device=x.device)[:bins]
        self.cluster_usage.fill_(1)
        self.embedding_sum.copy_(x[pick])
        for _ in range(iterations):
            usage, sums = self._sums(x, self.nearest(x))
            fresh = x[torch.randint(0, len(x), (bins,), device=x.device)]
            self.embedding_sum.copy_(torch.where((usage > 0)[:, None], sums / usage.clamp(min=1)[:, None], fresh))
        usage, _ = self._sums(x, self.nearest(x))
        scaled = usage * (400.0 / len(x)) + 0.02
        self.embedding_sum.mul_(scaled[:, None])
        self.cluster_usage.copy_(scaled)
        return x - self.centroids()[self.nearest(x)]


class ResidualQuantiser(nn.Module):
    def __init__(self, codebooks: int, bins: int, width: int, dimension: int):
        super().__init__()
        self.input_proj = nn.Conv1d(dimension, width, 1, bias=False)
        self.output_proj = nn.Conv1d(width, dimension, 1, bias=False)
        self.vq = _Named()
        layers = []
        for _ in range(codebooks):
            layer = _Named()
            layer._codebook = Codebook(bins, width)
            layers.append(layer)
        self.vq.layers = nn.ModuleList(layers)

    def codebooks(self) -> list[Codebook]:
        return [layer._codebook for layer in self.vq.layers]

    @torch.no_grad()
    def quantise(self, x: Tensor, learn: bool) -> tuple[Tensor, Tensor]:
        """x float32 [N, width] to the sums after each codebook [K, N, width] and codes [N, K]."""
        left, total, sums, codes = x, torch.zeros_like(x), [], []
        for codebook in self.codebooks():
            code = codebook.nearest(left)
            chosen = codebook.centroids()[code]
            if learn:
                codebook.follow(left, code)
            left, total = left - chosen, total + chosen
            sums.append(total)
            codes.append(code)
        return torch.stack(sums), torch.stack(codes, 1)

    @torch.no_grad()
    def fit(self, x: Tensor, iterations: int = 12) -> None:
        for codebook in self.codebooks():
            x = codebook.fit(x, iterations)

    def dequantise(self, codes: Tensor) -> Tensor:  # [B, K, T] to [B, dimension, T]; the first K codebooks, at least one
        total = sum(codebook.centroids()[codes[:, k]] for k, codebook in zip(range(codes.shape[1]), self.codebooks()))
        return self.output_proj(total.transpose(1, 2))
