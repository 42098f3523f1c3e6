"""flite through its C library: sound at 16 kHz with the times of words and phones.

Needs Debian's libflite1 (its voices' licence permits redistribution of what they say). One process speaks with one thread; workers are processes.
"""
import ctypes
from dataclasses import dataclass

import numpy

SAMPLE_RATE_HZ = 16_000
VOICES = ("slt", "rms", "awb", "kal16")


@dataclass(frozen=True)
class Word:
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Phone:
    name: str
    end_s: float


@dataclass(frozen=True)
class Spoken:
    pcm: numpy.ndarray  # float32 [samples] at 16 kHz, full scale 1
    words: list[Word]
    phones: list[Phone]


class _Wave(ctypes.Structure):
    _fields_ = [("type", ctypes.c_char_p), ("sample_rate", ctypes.c_int), ("num_samples", ctypes.c_int), ("num_channels", ctypes.c_int),
                ("samples", ctypes.POINTER(ctypes.c_short))]


_library = None
_voices: dict[str, ctypes.c_void_p] = {}


def _open() -> ctypes.CDLL:
    global _library
    if _library is not None:
        return _library
    try:
        library = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
        for part in ("usenglish", "cmulex"):
            ctypes.CDLL(f"libflite_{part}.so.1", mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise RuntimeError(f"expected flite's C library, found none ({error}); install Debian's libflite1") from error
    library.flite_init()
    pointer = ctypes.c_void_p
    for name, result, arguments in (
        ("flite_synth_text", pointer, (ctypes.c_char_p, pointer)), ("utt_wave", ctypes.POINTER(_Wave), (pointer,)),
        ("utt_relation", pointer, (pointer, ctypes.c_char_p)), ("relation_head", pointer, (pointer,)), ("item_next", pointer, (pointer,)),
        ("ffeature_float", ctypes.c_float, (pointer, ctypes.c_char_p)), ("ffeature_string", ctypes.c_char_p, (pointer, ctypes.c_char_p)),
        ("delete_utterance", None, (pointer,)), ("feat_set_float", None, (pointer, ctypes.c_char_p, ctypes.c_float)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    _library = library
    return library


class _Features(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]


def _voice(name: str) -> ctypes.c_void_p:
    if name not in _voices:
        if name not in VOICES:
            raise ValueError(f"expected a voice of {', '.join(VOICES)}, found {name}")
        part = ctypes.CDLL(f"libflite_cmu_us_{name}.so.1", mode=ctypes.RTLD_GLOBAL)
        register = getattr(part, f"register_cmu_us_{name}")
        register.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
        _voices[name] = register(None)
    return _voices[name]


def _items(library: ctypes.CDLL, utterance: int, relation: bytes):
    item = library.relation_head(library.utt_relation(utterance, relation))
    while item:
        yield item
        item = library.item_next(item)


def speak(text: str, voice: str, stretch: float = 1.0, pitch_hz: float | None = None) -> Spoken:
    """`text` in plain words; `stretch` multiplies durations, `pitch_hz` is the mean pitch (rms does not follow it)."""
    library, handle = _open(), _voice(voice)
    features = ctypes.cast(handle, ctypes.POINTER(_Features)).contents.features
    library.feat_set_float(features, b"duration_stretch", stretch)
    if pitch_hz is not None:
        library.feat_set_float(features, b"int_f0_target_mean", pitch_hz)
    utterance = library.flite_synth_text(text.encode("ascii", "ignore"), handle)
    try:
        wave = library.utt_wave(utterance).contents
        pcm = numpy.ctypeslib.as_array(wave.samples, (wave.num_samples,)).astype(numpy.float32) / 32768
        phones = [Phone(library.ffeature_string(i, b"name").decode(), library.ffeature_float(i, b"end")) for i in _items(library, utterance, b"Segment")]
        words = [
            Word(library.ffeature_string(i, b"name").decode(),
                 library.ffeature_float(i, b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"),
                 library.ffeature_float(i, b"R:SylStructure.daughtern.daughtern.R:Segment.end"))
            for i in _items(library, utterance, b"Word")
        ]
    finally:
        library.delete_utterance(utterance)
    return Spoken(pcm, words, phones)
