"""One training step of the language model, whole on the device."""
import contextlib

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..averages import follow
from ..speech.tokenizer import PAD
from .examples import Batch
from .model import DualStream

TEXT, AUDIO, HEARD = 1.5, 2.0, 0.5
CODEBOOKS = (4.0, 2.0, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0)
HEARD_PAD_WEIGHT = 0.2
AVERAGE = 0.999
METRICS = ("text", "words", "copied", "heard", *(f"cb{k}" for k in range(8)))
WRITTEN_METRICS = ("text", "words", "copied")


def weighted(loss: Tensor, weight: Tensor) -> Tensor:
    return (loss * weight).sum() / weight.sum().clamp(min=1e-6)


class LmStep:
    def __init__(self, model: DualStream, learning_rate: float, dropout: float, depformer_share: float, device: str):
        self.model, self.dropout, self.share, self.device, self.cuda = model, dropout, depformer_share, device, device == "cuda"
        # Compiled for the shapes of the steps alone: validation's would cost more time to compile than they save.
        self.temporal = torch.compile(model.temporal, dynamic=False) if self.cuda else model.temporal
        self.heard_head = nn.Linear(model.sizes.dim, model.sizes.text_card, bias=False).to(device)
        self.hint = nn.Embedding(model.sizes.text_card, model.sizes.dim).to(device)
        nn.init.normal_(self.hint.weight, std=model.sizes.dim ** -0.5)
        hearing = [self.heard_head.weight, self.hint.weight]
        self.learned = [*model.parameters(), *hearing]
        decayed = [p for p in model.parameters() if p.dim() > 1 and p.shape[0] > 1]
        kept = [p for p in model.parameters() if not (p.dim() > 1 and p.shape[0] > 1)]
        extra = dict(fused=True, capturable=True) if self.cuda else {}
        groups = [dict(params=params, weight_decay=decay, lr=torch.tensor(learning_rate, device=device) if self.cuda else learning_rate)
                  for params, decay in ((decayed, 0.05), (kept, 0.0), (hearing, 0.05))]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.95), **extra)
        self.averages = [p.detach().clone() for p in model.parameters()]
        self.codebooks = torch.tensor(CODEBOOKS, device=device) / sum(CODEBOOKS)
        self.metrics = {name: torch.zeros((), device=device) for name in METRICS}
        self.written_metrics = {name: torch.zeros((), device=device) for name in WRITTEN_METRICS}

    def set_rate(self, model: float, hearing: float) -> None:
        """Learning rates of what is shipped, and of what writes down and gives the caller's words in training alone."""
        for group, value in zip(self.optimiser.param_groups, (model, model, hearing)):
            if self.cuda:
                group["lr"].fill_(value)
            else:
                group["lr"] = value

    def autocast(self):
        return torch.autocast("cuda", dtype=torch.bfloat16) if self.cuda else contextlib.nullcontext()

    def _hidden(self, batch: Batch) -> Tensor:
        hint = self.hint(batch.hint.clamp(min=0)) * (batch.hint >= 0)[..., None]
        temporal = self.temporal if self.model.training else self.model.temporal
        return temporal(batch.rows, batch.positions, self.dropout, hint)

    def _text_losses(self, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
        text = functional.cross_entropy(self.model.text_logits(hidden).float().flatten(0, 1), batch.text.flatten(), reduction="none")
        weight = batch.text_weight.flatten()
        return dict(text=weighted(text, weight), words=weighted(text, weight * (batch.text.flatten() != PAD)), copied=weighted(text, batch.copied.flatten().float()))

    def written_losses(self, batch: Batch) -> dict[str, Tensor]:
        """Mean cross-entropies in nats of conversations without sound."""
        with self.autocast():
            return self._text_losses(self._hidden(batch), batch)

    def losses(self, batch: Batch, share: float) -> dict[str, Tensor]:
        """Mean cross-entropies in nats; the depformer's over a random `share` of the frames."""
        with self.autocast():
            hidden = self._hidden(batch)
            heard = self.heard_head(hidden).float()
            out = self._text_losses(hidden, batch)
        heard = functional.cross_entropy(heard.flatten(0, 1), batch.heard.flatten(), reduction="none")
        heard_weight = batch.heard_weight.flatten() * torch.where(batch.heard.flatten() == PAD, HEARD_PAD_WEIGHT, 1.0)
        out["heard"] = weighted(heard, heard_weight)
        count = batch.text.numel()
        chosen = torch.randint(0, count, (int(count * share),), device=self.device)
        codes, weight = batch.audio.flatten(0, 1)[chosen], batch.audio_weight.flatten(0, 1)[chosen]
        with self.autocast():
            audio = self.model.audio_logits(hidden.flatten(0, 1)[chosen], batch.text.flatten()[chosen], codes, self.dropout)
        audio = functional.cross_entropy(audio.float().flatten(0, 1), codes.t().reshape(-1), reduction="none").view(8, -1)
        for k in range(8):
            out[f"cb{k}"] = weighted(audio[k], weight[:, k])
        return out

    def run(self, batch: Batch) -> None:
        losses = self.losses(batch, self.share)
        audio = torch.stack([losses[f"cb{k}"] for k in range(8)])
        self._learn(TEXT * losses["text"] + HEARD * losses["heard"] + AUDIO * (audio * self.codebooks).sum(), losses, self.metrics)

    def run_written(self, batch: Batch) -> None:
        losses = self.written_losses(batch)
        self._learn(TEXT * losses["text"], losses, self.written_metrics)

    def _learn(self, loss: Tensor, losses: dict[str, Tensor], metrics: dict[str, Tensor]) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.learned, 1.0)
        self.optimiser.step()
        with torch.no_grad():
            follow(self.averages, list(self.model.parameters()), 1 - AVERAGE)
            for name, value in losses.items():
                metrics[name].lerp_(value.float(), 0.02)
