"""The models of a checkpoint as the engine runs them, over whole calls at once: every position reads what was said and heard before it."""
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ..codec.mimi import Mimi
from ..codec.transformer import ring_mask
from ..export.checkpoint import config_of, read_codec, read_lm
from ..lm.model import Pinned
from ..lm.rows import rows_of


class Codec:
    """Whole sounds, which the ring mask makes equal to frame by frame. `hide_oldest`: the ring rule; none given: the checkpoint's."""

    def __init__(self, folder: Path, hide_oldest: bool | None = None):
        self.mimi: Mimi = read_codec(folder)
        if hide_oldest is not None:
            self.mimi.encoder_transformer.hide_oldest = self.mimi.decoder_transformer.hide_oldest = hide_oldest

    def encode(self, pcm: Tensor, codebooks: int = 8) -> Tensor:  # [samples] to [frames, codebooks]
        return self.mimi.encode(pcm[None, None])[0, :codebooks].t()

    def decode(self, codes: Tensor) -> Tensor:  # [frames, K] to [samples]
        return self.mimi.decode(codes.t()[None])[0, 0]


@dataclass
class Forced:
    hidden: Tensor        # [positions, dim]
    text_logits: Tensor   # [positions, text card]
    audio_logits: Tensor  # [positions, dep_q, card]

    def decisions(self) -> tuple[Tensor, Tensor]:
        return self.text_logits.argmax(-1), self.audio_logits.argmax(-1)


class Lm:
    def __init__(self, folder: Path, hide_oldest: bool | None = None, dtype: torch.dtype = torch.float32):
        config = config_of(folder)
        self.model, self.context, self.conversation_window = read_lm(folder).to(dtype), config["context"], config.get("conversation_window", config["context"])
        self.hide_oldest = config["kv_ring"] == "hide_oldest" if hide_oldest is None else hide_oldest

    @torch.no_grad()
    def force(self, rows: Tensor, following: Tensor, pinned: int = 0) -> Forced:
        """Both int64 [positions, 17]: each position reads its row; the depformer is fed the tokens that follow it. The first `pinned` stay in the window."""
        steps, positions = self.model.sizes.dep_q, torch.arange(len(rows))
        window = ring_mask(steps, steps, rows.device, self.hide_oldest, together=1)
        visible, stay = self._kept(positions, pinned) if pinned else (ring_mask(len(rows), self.context, rows.device, self.hide_oldest, together=1), None)
        hidden = self.model.temporal(rows[None], positions[None], visible=visible, pinned=stay)[0]
        audio = self.model.audio_logits(hidden, following[:, 0], following[:, 1 : 1 + steps], visible=window)
        return Forced(hidden, self.model.text_logits(hidden), audio.transpose(0, 1))

    def _kept(self, positions: Tensor, pinned: int) -> tuple[Tensor, Pinned]:
        """What each position sees, bool [positions, positions], and how it meets the pinned ones."""
        hidden = (positions + 1 >= self.context) & torch.tensor(self.hide_oldest)
        first = (positions + 1 - (self.context - pinned - hidden.long()).clamp(max=self.conversation_window)).clamp(min=pinned)
        visible = (positions <= positions[:, None]) & ((positions < pinned) | (positions >= first[:, None]))
        return visible, Pinned(pinned, torch.where(positions < pinned, positions, positions - (first - pinned)))

    def next_row(self, rows: Tensor, user: Tensor | None = None, pinned: int = 0) -> Tensor:
        """What is decided at the last of these positions, token after token [17]; `user` [8]: its codes where they are given."""
        row = torch.zeros(17, dtype=torch.long) if user is None else torch.cat([torch.zeros(9, dtype=torch.long), user])
        for at in range(17 if user is None else 9):
            text, audio = self.force(rows, torch.cat([rows[1:], row[None]]), pinned).decisions()
            row[at] = text[-1] if at == 0 else audio[-1, at - 1]
        return row

    def rows(self, text: Tensor, agent: Tensor, user: Tensor) -> Tensor:
        sizes = self.model.sizes
        return rows_of(text[None], agent[None], user[None], sizes.text_card, sizes.card)[0]


def frames_of(text: Tensor, audio: Tensor) -> tuple[Tensor, Tensor]:
    """Decisions at positions 0.. as frames 0..: a position decides the next frame's text and first code of each side, and this frame's other codes."""
    later = lambda x: torch.cat([torch.zeros_like(x[:1]), x[:-1]])
    codes = audio.clone()
    codes[:, ::8] = later(audio[:, ::8])
    return later(text), codes
