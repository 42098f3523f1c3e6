"""The session pack: a whole call with voice and text prompt. Frames of the prompt by the rule of training/lm/layout.py."""
import json

import torch
from torch import Tensor

from ...lm.layout import SILENCE_FRAMES
from ...speech.tokenizer import PAD, Tokenizer
from .codec import Codec, whole_frames
from .language_model import Lm, frames_of
from .pack import Pack


class Call:
    """What is given of a call: voice, text and caller; `silence` and `tone` are constants of PersonaPlex's codec."""

    def __init__(self, pack: Pack, codec: Codec):
        session = json.loads((pack.folder / "session.json").read_text())
        constants = pack.tensor("prompt.frames")[-1]
        self.silence, self.tone = constants[1:9], constants[9:]
        self.voice = codec.encode(whole_frames(pack.folder / session["voice_wav"], gain=float(pack.tensor("voice.gain"))))
        self.ids = torch.tensor(Tokenizer(str(pack.folder / "tokenizer_spm_32k_3.model")).prompt(session["text_prompt"]))
        self.user = codec.encode(whole_frames(pack.folder / session["user_wav"]))

    def prompt(self) -> tuple[Tensor, Tensor, Tensor]:
        """Text, agent and user codes of the prompt's frames."""
        quiet, voices = torch.full((SILENCE_FRAMES,), PAD), len(self.voice)
        text = torch.cat([torch.full((voices,), PAD), quiet, self.ids, quiet])
        return text, torch.cat([self.voice, self.silence.expand(len(text) - voices, 8)]), self.tone.expand(len(text), 8)


def rows_of_call(lm: Lm, call: Call, answers: Tensor) -> Tensor:
    """answers [frames, 9]: what the agent wrote and said after the prompt."""
    text, agent, user = call.prompt()
    return lm.rows(torch.cat([text, answers[:, 0]]), torch.cat([agent, answers[:, 1:]]), torch.cat([user, call.user])[: len(text) + len(answers)])


def check_prompt(pack: Pack, lm: Lm, call: Call) -> None:
    pack.report("voice.codes", call.voice)
    pack.report("text.ids", call.ids)
    text, agent, user = call.prompt()
    pack.report("prompt.frames", torch.cat([text[:, None], agent, user], 1))
    pack.report("prompt.inputs", lm.rows(text, agent, user))
    pack.report("voice_pt.embeddings", lm.model.embed(lm.rows(text, agent, user)[None])[0, : len(call.voice) - 1])


def check_decisions(pack: Pack, lm: Lm, codec: Codec, call: Call) -> None:
    """Teacher-forced on the pack's answers; what is decided there must be these answers."""
    answers, begin = pack.tensor("early.out"), len(pack.tensor("prompt.frames"))
    rows = rows_of_call(lm, call, answers)
    forced = lm.force(rows, torch.cat([rows[1:], lm.next_row(rows, rows[-1, 9:])[None]]))
    pack.report("prompt.hidden", forced.hidden[:begin])
    pack.report("prompt.text_logits_last", forced.text_logits[begin - 1])
    text, audio = (decided[begin - 1 :] for decided in forced.decisions())
    largest = forced.audio_logits[begin - 1 :, :8].max(-1).values
    audio = audio[:, :8].clone()
    pack.report("dec.audio", torch.cat([torch.cat([audio[:1, :1], torch.full((1, 7), -1)], 1), audio[1:]]))
    pack.report("dec.text", text)
    pack.report("dec.hidden", forced.hidden[begin - 1 :])
    pack.report("dec.text_max", forced.text_logits[begin - 1 :].max(-1).values)
    pack.report("dec.audio_max", largest)
    frame_text, codes = frames_of(text, audio)
    said = torch.cat([frame_text[:, None], codes], 1)[1:]
    pack.report("early.out", said)
    again = rows_of_call(lm, call, said)
    pack.report("early.inputs", again[begin:])
    pack.report("ref.inputs", again[begin - 1 : -1])
    last = torch.cat([torch.tensor([[PAD]]), call.silence[None]], 1)
    pack.report("ref.out", torch.cat([torch.cat([last, said[:-1]]), torch.cat([call.tone[None], call.user[:-1]])], 1))
    sound = codec.decode(torch.cat([call.silence[None], said[:, 1:]]))
    pack.report("primed.pcm_head", sound[: 2 * 1920])
    pack.report("primed.pcm_s24", sound[::24])
    pack.report("cold.pcm_head", codec.decode(said[:1, 1:]))


def check_full_rings(pack: Pack) -> None:
    codec, lm = Codec(pack.folder, hide_oldest=False), Lm(pack.folder, hide_oldest=False)
    call, out = Call(pack, codec), pack.tensor("full.ref_out")
    pack.report("full.voice_codes", call.voice)
    pack.report("full.user_codes", call.user)
    rows = rows_of_call(lm, call, out[1:])  # the first frame returned is the prompt's last
    forced = lm.force(rows, torch.cat([rows[1:], lm.next_row(rows, rows[-1, 9:])[None]]))
    begin = len(call.prompt()[0])
    frame_text, codes = frames_of(*(decided[begin - 1 :] for decided in forced.decisions()))
    said = torch.cat([frame_text[:, None], codes[:, :8]], 1)[1:]
    pack.report("full.ref_out", torch.cat([out[:1], said]))


def run(pack: Pack) -> None:
    codec, lm = Codec(pack.folder), Lm(pack.folder)
    call = Call(pack, codec)
    check_prompt(pack, lm, call)
    pack.report("user.codes", call.user)
    check_decisions(pack, lm, codec, call)
    check_full_rings(pack)
    pack.leave_out("loudness is measured by the engine alone", "voice.lufs", "voice.gain", "user.lufs", "voice.pcm_head")
    pack.leave_out("training reads no .pt", "voice_pt.cache")
