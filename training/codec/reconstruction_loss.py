"""How far two sounds are apart to an ear: mel spectra at five windows, in log and in square-root loudness."""
import math

import torch
from torch import Tensor, nn

WINDOWS = ((2048, 100), (1024, 80), (512, 64), (256, 32), (128, 16))  # samples, mel bands
FLOOR = 2e-5  # of full scale: -94 dB
ROOT_WEIGHT = 4.0


def mel_bands(window: int, bands: int, sample_rate_hz: int = 24_000) -> Tensor:
    """[window / 2 + 1, bands]: triangles of equal sum, evenly spaced in mel."""
    mel = lambda hz: 2595 * math.log10(1 + hz / 700)
    edges = 700 * (10 ** (torch.linspace(mel(0), mel(sample_rate_hz / 2), bands + 2) / 2595) - 1)
    hz = torch.linspace(0, sample_rate_hz / 2, window // 2 + 1)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    triangles = torch.minimum((hz - low) / (centre - low), (high - hz) / (high - centre)).clamp(min=0).t()
    return (triangles / (triangles.sum(0, keepdim=True) + 1e-6)).contiguous()


class ReconstructionLoss(nn.Module):
    def __init__(self):
        super().__init__()
        for window, bands in WINDOWS:
            self.register_buffer(f"bands_{window}", mel_bands(window, bands), persistent=False)
            self.register_buffer(f"window_{window}", torch.hann_window(window), persistent=False)

    def _mel(self, pcm: Tensor, window: int) -> Tensor:
        spectrum = torch.stft(pcm, window, window // 4, window=getattr(self, f"window_{window}"), return_complex=True)
        loudness = (spectrum.real.square() + spectrum.imag.square() + 1e-9).sqrt() * (2.0 / window)
        return loudness.transpose(1, 2) @ getattr(self, f"bands_{window}")

    def forward(self, made: Tensor, wanted: Tensor) -> Tensor:  # float32 [B, samples] both
        loss = made.new_zeros(())
        for window, _ in WINDOWS:
            a = self._mel(made, window)
            with torch.no_grad():
                b = self._mel(wanted, window)
            loss = loss + ((a + FLOOR).log10() - (b + FLOOR).log10()).abs().mean()
            loss = loss + ROOT_WEIGHT * ((a + FLOOR).sqrt() - (b + FLOOR).sqrt()).abs().mean()
        return loss
