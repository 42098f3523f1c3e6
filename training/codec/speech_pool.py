"""The speech that the codec is trained on: utterances of all voices and of invented callers, in one buffer on the device, cut at random."""
import numpy
import torch
from torch import Tensor

from ..speech import phones
from ..speech.speakers import SAMPLE_RATE_HZ

STEP_SAMPLES = int(phones.STEP_S * SAMPLE_RATE_HZ)


class SpeechPool:
    def __init__(self, hours: float, device: str):
        steps = int(hours * 3600 / phones.STEP_S)
        self.pcm = torch.zeros(steps * STEP_SAMPLES, dtype=torch.int16, device=device)
        self.labels = torch.zeros(steps, dtype=torch.int16, device=device)
        self.filled_steps = self.end_step = 0

    @property
    def hours(self) -> float:
        return self.filled_steps * phones.STEP_S / 3600

    def add(self, utterances: list[tuple[numpy.ndarray, numpy.ndarray]]) -> None:
        """Once full, the oldest makes room."""
        for pcm, labels in utterances:
            if self.end_step + len(labels) > len(self.labels):
                self.end_step = 0
            at = self.end_step
            self.pcm[at * STEP_SAMPLES : at * STEP_SAMPLES + len(pcm)] = torch.from_numpy(pcm).to(self.pcm.device)
            self.labels[at : at + len(labels)] = torch.from_numpy(labels).to(self.labels.device)
            self.end_step = at + len(labels)
            self.filled_steps = max(self.filled_steps, self.end_step)

    def cut(self, clips: int, frames: int) -> tuple[Tensor, Tensor]:
        """float32 sound [clips, samples] and phone labels [clips, frames * 4]; some clips are soft, some have noise, a few are nearly silent or a tone."""
        device = self.pcm.device
        steps = frames * phones.STEPS_PER_FRAME
        start = torch.randint(0, self.filled_steps - steps, (clips, 1), device=device)
        labels = self.labels[start + torch.arange(steps, device=device)].long()
        samples = steps * STEP_SAMPLES
        pcm = self.pcm[start * STEP_SAMPLES + torch.arange(samples, device=device)].float() / 32768
        gain = 10 ** (torch.rand(clips, 1, device=device) * -0.9 + 0.2)  # -14 to +4 dB
        noise = torch.randn(clips, samples, device=device) * 10 ** (torch.rand(clips, 1, device=device) * -2.0 - 2.2)
        noisy, kind = torch.rand(clips, 1, device=device) < 0.25, torch.rand(clips, 1, device=device)
        tone = 0.5 * torch.sin(torch.arange(samples, device=device) * (2 * torch.pi * 440 / SAMPLE_RATE_HZ))[None]
        mixed = pcm * gain + torch.where(noisy, noise, 0.0)
        mixed = torch.where(kind < 0.03, noise * 0.03, torch.where(kind < 0.04, tone, mixed))
        return mixed.clamp(-1, 1), torch.where(kind < 0.04, 0, labels)
