"""The session pack: a whole call with voice and text prompt."""
import json

import torch

from ...speech.tokenizer import PAD, Tokenizer
from ...speech.wav import read_wav
from .. import loudness
from ..prompted_call import PromptedCall, whole_frames
from ..teacher_forced import Codec, Lm, frames_of
from .pack import Pack


def call_of(pack: Pack, codec: Codec) -> PromptedCall:
    session, constants = json.loads((pack.folder / "session.json").read_text()), pack.tensor("prompt.frames")[-1]
    return PromptedCall(voice=codec.encode(whole_frames(loudness.normalised(read_wav(pack.folder / session["voice_wav"])))),
                        ids=torch.tensor(Tokenizer(str(pack.folder / "tokenizer_spm_32k_3.model")).prompt(session["text_prompt"])),
                        user=codec.encode(whole_frames(read_wav(pack.folder / session["user_wav"]))),
                        silence=constants[1:9], tone=constants[9:])  # PersonaPlex's own


def check_loudness(pack: Pack) -> None:
    session = json.loads((pack.folder / "session.json").read_text())
    voice, user = (read_wav(pack.folder / session[name]) for name in ("voice_wav", "user_wav"))
    pack.report("voice.lufs", torch.tensor(loudness.integrated(voice)))
    pack.report("voice.gain", torch.tensor(loudness.gain(voice)))
    pack.report("user.lufs", torch.tensor(loudness.integrated(user)))
    pack.report("voice.pcm_head", torch.from_numpy(loudness.normalised(voice))[:1920])


def check_prompt(pack: Pack, lm: Lm, call: PromptedCall) -> None:
    pack.report("voice.codes", call.voice)
    pack.report("text.ids", call.ids)
    text, agent, user = call.prompt()
    pack.report("prompt.frames", torch.cat([text[:, None], agent, user], 1))
    pack.report("prompt.inputs", lm.rows(text, agent, user))
    pack.report("voice_pt.embeddings", lm.model.embed(lm.rows(text, agent, user)[None])[0, : len(call.voice) - 1])


def check_decisions(pack: Pack, lm: Lm, codec: Codec, call: PromptedCall) -> None:
    """Teacher-forced on the pack's answers; what is decided there must be these answers."""
    answers, begin = pack.tensor("early.out"), len(pack.tensor("prompt.frames"))
    rows = call.rows(lm, answers)
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
    again = call.rows(lm, said)
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
    call, out = call_of(pack, codec), pack.tensor("full.ref_out")
    pack.report("full.voice_codes", call.voice)
    pack.report("full.user_codes", call.user)
    rows = call.rows(lm, out[1:])  # the first frame returned is the prompt's last
    forced = lm.force(rows, torch.cat([rows[1:], lm.next_row(rows, rows[-1, 9:])[None]]))
    begin = len(call.prompt()[0])
    frame_text, codes = frames_of(*(decided[begin - 1 :] for decided in forced.decisions()))
    said = torch.cat([frame_text[:, None], codes[:, :8]], 1)[1:]
    pack.report("full.ref_out", torch.cat([out[:1], said]))


def run(pack: Pack) -> None:
    codec, lm = Codec(pack.folder), Lm(pack.folder)
    call = call_of(pack, codec)
    check_loudness(pack)
    check_prompt(pack, lm, call)
    pack.report("user.codes", call.user)
    check_decisions(pack, lm, codec, call)
    check_full_rings(pack)
    pack.leave_out("training reads no .pt", "voice_pt.cache")
