"""The convolutional ends of the codec: 24 kHz sound to 25 Hz features and back."""
import torch
from torch import Tensor, nn

from .layers import Conv, ResidualBlock, TransposedConv

RATIOS = (8, 6, 5, 4)  # decoder order; the encoder goes through them backwards


class Encoder(nn.Module):
    def __init__(self, dimension: int, filters: int):
        super().__init__()
        width, layers = filters, [Conv(1, filters, 7)]
        for ratio in reversed(RATIOS):
            layers += [ResidualBlock(width), nn.ELU(), Conv(width, 2 * width, 2 * ratio, ratio)]
            width *= 2
        self.model = nn.Sequential(*layers, nn.ELU(), Conv(width, dimension, 3))

    def forward(self, pcm: Tensor) -> Tensor:  # [B, 1, samples] to float32 [B, dimension, samples / 960]
        wide = self.model[:-1](pcm)
        with torch.autocast(pcm.device.type, enabled=False):  # what is quantised later must not be rounded to bfloat16 here
            return self.model[-1](wide.float())


class Decoder(nn.Module):
    def __init__(self, dimension: int, filters: int):
        super().__init__()
        width = filters * 2 ** len(RATIOS)
        layers = [Conv(dimension, width, 7)]
        for ratio in RATIOS:
            layers += [nn.ELU(), TransposedConv(width, width // 2, ratio), ResidualBlock(width // 2)]
            width //= 2
        self.model = nn.Sequential(*layers, nn.ELU(), Conv(width, 1, 3))

    def forward(self, features: Tensor) -> Tensor:
        return self.model(features)
