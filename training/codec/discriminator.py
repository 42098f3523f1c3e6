"""Judges of sound for adversarial training: small convolutional nets over complex spectra of compressed loudness."""
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import weight_norm

WINDOWS = (1024, 512)


class Discriminator(nn.Module):
    def __init__(self, window: int, width: int = 32):
        super().__init__()
        self.window = window
        self.register_buffer("hann", torch.hann_window(window), persistent=False)
        shapes = [(2, (3, 9), 1, 4), (width, (3, 9), 1, 4), (width, (3, 9), 2, 4), (width, (3, 5), 4, 2)]
        layers = [weight_norm(nn.Conv2d(inputs, width, kernel, stride=(1, 2), dilation=(dilation, 1), padding=(dilation, padding)))
                  for inputs, kernel, dilation, padding in shapes]
        self.layers = nn.ModuleList([*layers, weight_norm(nn.Conv2d(width, width, 3, padding=1))])
        self.last = weight_norm(nn.Conv2d(width, 1, 3, padding=1))

    def forward(self, pcm: Tensor) -> tuple[Tensor, list[Tensor]]:  # float32 [B, samples] to a verdict map and the features on the way
        spectrum = torch.stft(pcm, self.window, self.window // 4, window=self.hann, return_complex=True) * (2.0 / self.window)
        real, imaginary = spectrum.real, spectrum.imag
        compress = (real * real + imaginary * imaginary + 1e-6).pow(-0.25)
        x = torch.stack([real * compress, imaginary * compress], 1).transpose(2, 3).contiguous(memory_format=torch.channels_last)
        features = []
        for layer in self.layers:
            x = functional.leaky_relu(layer(x), 0.2)
            features.append(x)
        return self.last(x), features


class Discriminators(nn.Module):
    def __init__(self):
        super().__init__()
        self.each = nn.ModuleList(Discriminator(window) for window in WINDOWS)

    def judge(self, made: Tensor, real: Tensor) -> Tensor:
        """Hinge loss of the judges themselves."""
        loss = made.new_zeros(())
        for judge in self.each:
            verdict_made, _ = judge(made.detach())
            verdict_real, _ = judge(real)
            loss = loss + functional.relu(1 + verdict_made.float()).mean() + functional.relu(1 - verdict_real.float()).mean()
        return loss / len(self.each)

    def persuade(self, made: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """What the codec is to lower: the judges' doubt, and the distance of their features."""
        doubt, distance = made.new_zeros(()), made.new_zeros(())
        for judge in self.each:
            verdict, features = judge(made)
            with torch.no_grad():
                _, wanted = judge(real)
            doubt = doubt - verdict.float().mean()
            for a, b in zip(features, wanted):
                distance = distance + (a.float() - b.float()).abs().mean() / (b.float().abs().mean() + 1e-5)
        return doubt / len(self.each), distance / len(self.each)
