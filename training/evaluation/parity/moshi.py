"""The Moshi pack: codec and language model together, started in the three ways that upstream starts them."""
import torch

from ...speech.wav import read_wav
from ..prompted_call import whole_frames
from ..teacher_forced import Codec, Lm, frames_of
from .pack import Pack


def run(pack: Pack) -> None:
    codec, lm, pcm = Codec(pack.folder), Lm(pack.folder), whole_frames(read_wav(pack.folder / "user.wav"))
    heard = codec.encode(pcm)
    anew = torch.cat([heard[:1], codec.encode(pcm[1920:])])  # the codec starts anew after frame 0
    for way, codes, user in (("raw", heard, heard), ("server", anew, anew), ("offline", heard, torch.cat([heard[:1], heard]))):
        pack.report(f"{way}.codes", codes)
        inputs = pack.tensor(f"{way}.inputs")
        following = torch.cat([inputs[1:], lm.next_row(inputs, user[-1])[None]])
        following[0, :9] = lm.next_row(inputs[:1], user[0])[:9]  # upstream feeds what was sampled there, though initial tokens are read later
        forced = lm.force(inputs, following)
        text, audio = forced.decisions()
        pack.report(f"{way}.text", text)
        pack.report(f"{way}.audio", audio)
        pack.report(f"{way}.hidden", forced.hidden)
        pack.report(f"{way}.text_logits", forced.text_logits[::4])
        pack.report(f"{way}.audio_logits", forced.audio_logits[[1, -1]])
        frame_text, said = frames_of(text, audio)
        pack.report(f"{way}.inputs", lm.rows(frame_text, said, user))
        pack.report(f"{way}.out", torch.cat([frame_text[:, None], said], 1)[1:])
        decoded = codec.decode(said[1:])
        pack.report(f"{way}.pcm_head", decoded[: 2 * 1920])
        pack.report(f"{way}.pcm_s16", decoded[::16])
