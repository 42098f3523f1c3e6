"""Does the voice prompt decide the voice? Answers are compared with originals of every voice that the model ships."""
import multiprocessing
from pathlib import Path

import numpy

from ..speech import speakers
from .figure import Figure, share
from .voice_space import VoiceSpace, features

FITTED, TESTED, RESYNTHESISED = 24, 16, 8   # sentences of each voice


def originals(voices: list[str], sentences: list[str], processes: int) -> dict[str, list[numpy.ndarray]]:
    """The sounds of `FITTED` and then `TESTED` held-out sentences by each voice whose speaker is known."""
    if len(known(voices)) < 2:
        raise ValueError(f"expected two voices or more whose speakers are known, found {', '.join(voices)}")
    orders = []
    for i, voice in enumerate(known(voices)):
        orders += [(sentences[(i * 7 + j) % len(sentences)], voice) for j in range(FITTED + TESTED)]
    sounds = originals_of(orders, processes)
    made: dict[str, list[numpy.ndarray]] = {}
    for (_, voice), sound in zip(orders, sounds):
        made.setdefault(voice, []).append(sound)
    return made


def originals_of(orders: list[tuple[str, str]], processes: int) -> list[numpy.ndarray]:
    """The sounds, float32 at 24 kHz, of texts by voices whose speakers are known."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.map(_utter, orders)


def known(voices: list[str]) -> list[str]:
    return [voice for voice in voices if Path(voice).stem in speakers.PERSONA_SPEAKERS]


def _utter(order: tuple[str, str]) -> numpy.ndarray:
    text, voice = order
    return speakers.utter(text, speakers.PERSONA_SPEAKERS[Path(voice).stem]).pcm.astype(numpy.float32) / 32768


def space_of(sounds: dict[str, list[numpy.ndarray]]) -> VoiceSpace:
    fitted = {voice: [vector for vector in map(features, made[:FITTED]) if vector is not None] for voice, made in sounds.items()}
    return VoiceSpace(fitted)


def resynthesised(model: str, sounds: dict[str, list[numpy.ndarray]]) -> dict[str, list[numpy.ndarray]]:
    """Some of the tested originals through the model's codec: what an answer can be like at best."""
    from ..export.codec_file import read  # PyTorch is needed for this alone
    from .codec_gate import resynthesise

    codec = read(Path(model) / "mimi.safetensors")
    return {voice: [resynthesise(codec, pcm)[0] for pcm in made[FITTED : FITTED + RESYNTHESISED]] for voice, made in sounds.items()}


def found(space: VoiceSpace, sounds: dict[str, list[numpy.ndarray]]) -> list[bool]:
    """Of every sound with enough speech: whether its own voice is the nearest."""
    vectors = ((voice, features(sound)) for voice, made in sounds.items() for sound in made)
    return [space.nearest(vector) == voice for voice, vector in vectors if vector is not None]


def judged(space: VoiceSpace, calls: list[dict]) -> list[dict]:
    """How similar each call's answer is to every voice; None where there is too little of it or the call's own voice is not known."""
    vectors = [features(call["sound"]) if call["voice"] in space.voices else None for call in calls]
    return [dict(id=call["id"], voice=call["voice"], similarities=None if vector is None else space.similarities(vector)) for call, vector in zip(calls, vectors)]


def figures(calls: list[dict], original: list[bool], codec: list[bool] | None) -> list[Figure]:
    heard = [call for call in calls if call["similarities"]]
    hits = lambda chosen: [max(call["similarities"], key=call["similarities"].get) == call["voice"] for call in chosen]
    voices = sorted({call["voice"] for call in heard})
    return [
        share("the prompt's voice is the most similar", hits(heard), 0.90, f"{len(calls) - len(heard)} answers had too little speech"),
        *(share(f"the same, {voice}", hits([call for call in heard if call["voice"] == voice])) for voice in voices),
        share("ceiling: originals of other sentences", original),
        share("ceiling: these through the codec", codec or [], note="" if codec is not None else "PyTorch is not installed"),
    ]
