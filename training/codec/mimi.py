"""The codec whole: 24 kHz mono to 8 codes per 80 ms frame and back."""
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import Conv, TransposedConv, wrapped
from .quantiser import ResidualQuantiser
from .seanet import Decoder, Encoder
from .transformer import Transformer

FRAME_SAMPLES = 1920
OFFSET = 0.01  # what is common to all frames is of no use to a codebook, and far from zero it costs precision: it is kept small


@dataclass(frozen=True)
class Sizes:
    dimension: int = 256
    filters: int = 32
    layers: int = 4
    heads: int = 4
    feedforward: int = 1024
    context: int = 30  # 25 Hz steps
    codebooks: int = 8
    bins: int = 1024
    quantiser_width: int = 128


class Mimi(nn.Module):
    def __init__(self, sizes: Sizes = Sizes()):
        super().__init__()
        self.sizes = sizes
        width = sizes.dimension
        self.encoder, self.decoder = Encoder(width, sizes.filters), Decoder(width, sizes.filters)
        transformer = lambda: Transformer(width, sizes.heads, sizes.layers, sizes.feedforward, sizes.context)
        self.encoder_transformer, self.decoder_transformer = transformer(), transformer()
        self.downsample = wrapped(Conv(width, width, 4, 2, bias=False, replicate=True), "conv")
        self.upsample = wrapped(TransposedConv(width, width, 2, bias=False, groups=width), "convtr")
        self.quantizer = nn.Module()
        self.quantizer.rvq_first = ResidualQuantiser(1, sizes.bins, sizes.quantiser_width, width)
        self.quantizer.rvq_rest = ResidualQuantiser(sizes.codebooks - 1, sizes.bins, sizes.quantiser_width, width)

    def quantisers(self) -> tuple[ResidualQuantiser, ResidualQuantiser]:
        return self.quantizer.rvq_first, self.quantizer.rvq_rest

    def latent(self, pcm: Tensor) -> Tensor:  # [B, 1, samples] to float32 [B, dimension, frames]
        features = self.encoder_transformer(self.encoder(pcm))
        with torch.autocast(pcm.device.type, enabled=False):
            return self.downsample.conv(features.float())

    def synthesise(self, latent: Tensor) -> Tensor:
        return self.decoder(self.decoder_transformer(self.upsample.convtr(latent)))

    @torch.no_grad()
    def encode(self, pcm: Tensor) -> Tensor:  # [B, 1, samples] to codes [B, K, frames]
        latent = self.latent(pcm)
        codes = []
        for quantiser in self.quantisers():
            with torch.autocast(pcm.device.type, enabled=False):
                flat = quantiser.input_proj(latent).transpose(1, 2)
                codes.append(quantiser.quantise(flat.reshape(-1, flat.shape[-1]), learn=False)[1].view(*flat.shape[:2], -1))
        return torch.cat(codes, -1).transpose(1, 2)

    @torch.no_grad()
    def decode(self, codes: Tensor) -> Tensor:  # [B, K, frames] to [B, 1, samples]; fewer codebooks than there are: the first ones
        return self.synthesise(self.dequantise(codes))

    def dequantise(self, codes: Tensor) -> Tensor:  # [B, K, frames] to [B, dimension, frames]
        first, rest = self.quantisers()
        semantic = first.dequantise(codes[:, :1])
        return semantic + rest.dequantise(codes[:, 1:]) if codes.shape[1] > 1 else semantic

    def forward(self, pcm: Tensor, quantised: bool, drop: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
        """[B, 1, samples] to the same sound again, the commitment loss, and the semantic features [B, width, frames].

        `drop` is the share of clips whose last acoustic codebooks are left out: the first ones learn to carry the speech alone.
        """
        latent = self.latent(pcm)
        total, commitment, semantic = 0.0, 0.0, None
        for quantiser in self.quantisers():
            with torch.autocast(pcm.device.type, enabled=False):
                x = quantiser.input_proj(latent)
            commitment = commitment + OFFSET * x.mean((0, 2)).square().mean()
            if quantised:
                with torch.autocast(pcm.device.type, enabled=False):
                    flat = x.detach().transpose(1, 2)
                    sums, _ = quantiser.quantise(flat.reshape(-1, flat.shape[-1]), learn=self.training)
                    sums = sums.view(-1, *flat.shape).transpose(2, 3)  # [K, B, width, T]
                    chosen = sums[-1]
                    if drop and self.training and len(sums) > 1:
                        keep = torch.where(torch.rand(len(x), device=x.device) < drop, torch.randint(1, len(sums), (len(x),), device=x.device), len(sums) - 1)
                        chosen = sums[keep, torch.arange(len(x), device=x.device)]
                    commitment = commitment + functional.mse_loss(x, sums[-1])
                x = x + (chosen - x).detach()
            else:
                commitment = commitment + 0.002 * x.square().mean()
            if semantic is None:
                semantic = x
            total = total + quantiser.output_proj(x)
        return self.synthesise(total), commitment, semantic

    def described(self) -> dict:
        return asdict(self.sizes)
