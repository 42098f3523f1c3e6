"""One training step of the codec, whole on the device so that it can be replayed as a graph."""
import contextlib

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..averages import follow
from ..speech import phones
from .discriminator import Discriminators
from .mimi import Mimi
from .reconstruction_loss import ReconstructionLoss

MEL, COMMITMENT, PHONES, DOUBT, FEATURES = 15.0, 10.0, 1.0, 1.0, 2.0
JUDGED_SHARE = 0.5  # of the batch
AVERAGE = 0.998
METRICS = ("mel", "commitment", "phones", "accuracy", "judges", "gradient")


class CodecStep:
    def __init__(self, codec: Mimi, learning_rate: float, device: str):
        self.codec, self.device, self.cuda = codec, device, device == "cuda"
        self.judges, self.mel = Discriminators().to(device), ReconstructionLoss().to(device)
        self.phone_head = nn.Linear(codec.sizes.quantiser_width, phones.STEPS_PER_FRAME * phones.COUNT).to(device)
        self.learned = [*codec.parameters(), *self.phone_head.parameters()]
        extra = dict(fused=True, capturable=True) if self.cuda else {}
        rate = lambda value: torch.tensor(value, device=device) if self.cuda else value
        self.optimiser = torch.optim.AdamW(self.learned, lr=rate(learning_rate), betas=(0.8, 0.99), weight_decay=0.01, **extra)
        self.judges_optimiser = torch.optim.AdamW(self.judges.parameters(), lr=rate(3e-4), betas=(0.8, 0.99), weight_decay=0.01, **extra)
        self.averages = [p.detach().clone() for p in codec.parameters()]
        self.metrics = {name: torch.zeros((), device=device) for name in METRICS}

    def set_rates(self, codec: float, judges: float) -> None:
        for optimiser, value in ((self.optimiser, codec), (self.judges_optimiser, judges)):
            for group in optimiser.param_groups:
                if self.cuda:
                    group["lr"].fill_(value)
                else:
                    group["lr"] = value

    def _autocast(self):
        return torch.autocast("cuda", dtype=torch.bfloat16) if self.cuda else contextlib.nullcontext()

    def _note(self, name: str, value) -> None:
        self.metrics[name].copy_(torch.as_tensor(value).detach().float())

    def run(self, pcm: Tensor, labels: Tensor, quantised: bool, judged: bool) -> None:
        """pcm float32 [B, samples], labels int64 [B, frames * 4]."""
        with self._autocast():
            made, commitment, semantic = self.codec(pcm[:, None], quantised, drop=0.15)
            logits = self.phone_head(semantic.transpose(1, 2)).float()
        made = made[:, 0].float()
        logits = logits.view(len(pcm), -1, phones.COUNT)
        mel, heard = self.mel(made, pcm), functional.cross_entropy(logits.flatten(0, 1), labels.flatten())
        loss = MEL * mel + COMMITMENT * commitment + PHONES * heard
        if judged:
            share = max(1, int(len(pcm) * JUDGED_SHARE))
            loss = loss + self._adversarial(made[:share], pcm[:share])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        gradient = nn.utils.clip_grad_norm_(self.learned, 20.0)
        self.optimiser.step()
        with torch.no_grad():
            follow(self.averages, list(self.codec.parameters()), 1 - AVERAGE)
            self._note("mel", mel)
            self._note("commitment", commitment)
            self._note("phones", heard)
            self._note("accuracy", (logits.argmax(-1) == labels).float().mean())
            self._note("gradient", gradient)

    def _adversarial(self, made: Tensor, real: Tensor) -> Tensor:
        with self._autocast():
            verdict = self.judges.judge(made, real)
        self.judges_optimiser.zero_grad(set_to_none=True)
        verdict.backward()
        self.judges_optimiser.step()
        self._note("judges", verdict)
        for p in self.judges.parameters():
            p.requires_grad_(False)
        with self._autocast():
            doubt, distance = self.judges.persuade(made, real)
        for p in self.judges.parameters():
            p.requires_grad_(True)
        return DOUBT * doubt + FEATURES * distance
