"""The language model's pack, teacher-forced on its own past: where every decision is the pack's, its free run is reproduced."""
import torch
from torch import Tensor

from ..teacher_forced import Lm, frames_of
from .pack import Pack


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
