"""The language model over whole sequences, teacher-forced on a pack's own past: where every decision is the pack's, its free run is reproduced."""
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ...codec.transformer import ring_mask
from ...export.checkpoint import config_of, read_lm
from ...lm.rows import rows_of
from .pack import Pack


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
        self.model, self.context = read_lm(folder).to(dtype), config["context"]
        self.hide_oldest = config["kv_ring"] == "hide_oldest" if hide_oldest is None else hide_oldest

    @torch.no_grad()
    def force(self, rows: Tensor, following: Tensor) -> Forced:
        """Both int64 [positions, 17]: each position reads its row; the depformer is fed the tokens that follow it."""
        count, steps = len(rows), self.model.sizes.dep_q
        window = lambda length, context: ring_mask(length, context, rows.device, self.hide_oldest, together=1)
        hidden = self.model.temporal(rows[None], torch.arange(count)[None], visible=window(count, self.context))[0]
        audio = self.model.audio_logits(hidden, following[:, 0], following[:, 1 : 1 + steps], visible=window(steps, steps))
        return Forced(hidden, self.model.text_logits(hidden), audio.transpose(0, 1))

    def next_row(self, rows: Tensor, user: Tensor | None = None) -> Tensor:
        """What is decided at the last of these positions, token after token [17]; `user` [8]: its codes where they are given."""
        row = torch.zeros(17, dtype=torch.long) if user is None else torch.cat([torch.zeros(9, dtype=torch.long), user])
        for at in range(17 if user is None else 9):
            text, audio = self.force(rows, torch.cat([rows[1:], row[None]])).decisions()
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


def check_teacher_forcing(pack: Pack) -> None:
    tokens = pack.tensor("tf.tokens")
    for prefix, hide_oldest, dtype in (("pp", True, torch.float32), ("full", False, torch.float32), ("bf16", True, torch.bfloat16)):
        forced = Lm(pack.folder, hide_oldest, dtype).force(tokens[:-1], tokens[1:])
        pack.report(f"{prefix}.tf.hidden", forced.hidden)
        pack.report(f"{prefix}.tf.text_logits", forced.text_logits)
        pack.report(f"{prefix}.tf.dep_logits", forced.audio_logits)
        pack.report(f"{prefix}.tf.dep_logits_step15", forced.audio_logits[:, -1])


def check_free_run(pack: Pack, way: str, user: Tensor | None) -> None:
    """`user` [calls, 8]; none: the model speaks for both sides."""
    lm, inputs = Lm(pack.folder, hide_oldest=True), pack.tensor(f"{way}.inputs")
    last = lm.next_row(inputs, None if user is None else torch.cat([user[-1, :1], user[-2, 1:]]))
    text, audio = lm.force(inputs, torch.cat([inputs[1:], last[None]])).decisions()
    pack.report(f"{way}.text", text)
    pack.report(f"{way}.audio", audio)
    frame_text, codes = frames_of(text, audio)
    heard = codes[:, 8:] if user is None else user[: len(codes)]
    pack.report(f"{way}.inputs", lm.rows(frame_text, codes[:, :8], heard))
    said = torch.cat([frame_text[:, None], codes[:, :8]], 1)[1:]
    pack.report(f"{way}.frames", said)
    nothing = torch.full((2, 17), -5)  # what the pack writes where nothing is returned
    pack.report(f"{way}.out", torch.cat([nothing, torch.cat([said, heard[1:]], 1)]))


def run(pack: Pack) -> None:
    check_teacher_forcing(pack)
    check_free_run(pack, "free", pack.tensor("free.user"))
    check_free_run(pack, "self", None)
