"""One training example in frames: voice prompt, text prompt and conversation as the 17 streams of the model.

Positions and prompt follow the engine exactly (native/MODEL.md): voice, 6 frames of silence, one frame per text token, 6 frames of silence,
then the conversation.
"""
import math
from dataclasses import dataclass

import numpy

from ..speech.flite import Word
from ..speech.tokenizer import EPAD, PAD, Tokenizer

FRAME_HZ = 12.5
SILENCE_FRAMES = 6
TEXT_LEAD_FRAMES = 4  # a word is written this long before it is heard: the sound may look ahead
VOICE_FRAMES = 38     # 3 s
PROMPT_AT = VOICE_FRAMES + SILENCE_FRAMES
SPOKEN_OVER_S = 0.2, 1.3  # from its beginning: when it can be told from noise, and when what to do is a matter of course again


def text_stream(words: list[Word], frames: int, tokenizer: Tokenizer) -> numpy.ndarray:
    """int16 [frames]: every word preceded by EPAD, its pieces one per frame, PAD elsewhere."""
    stream, free = numpy.full(frames, PAD, numpy.int16), 0
    for word in words:
        start = max(math.floor(word.start_s * FRAME_HZ) - TEXT_LEAD_FRAMES, free + 1)
        pieces = tokenizer.word(word.text)
        if start + len(pieces) > frames:
            break
        stream[start - 1] = EPAD
        stream[start : start + len(pieces)] = pieces
        free = start + len(pieces)
    return stream


def heard_stream(words: list[Word], frames: int, tokenizer: Tokenizer) -> numpy.ndarray:
    """int16 [frames]: the caller's words once they have been heard out; only learned from, never shipped."""
    stream, free = numpy.full(frames, PAD, numpy.int16), 0
    for word in words:
        start = max(math.ceil(word.end_s * FRAME_HZ) + 1, free)
        for piece in tokenizer.word(word.text):
            if start < frames:
                stream[start] = piece
            start += 1
        free = start
    return stream


def speaking(words: list[Word], frames: int) -> numpy.ndarray:
    """bool [frames]: the agent is heard, or about to be."""
    active = numpy.zeros(frames, bool)
    for word in words:
        active[max(0, math.floor(word.start_s * FRAME_HZ) - 1) : math.ceil(word.end_s * FRAME_HZ) + 2] = True
    return active


def spoken_over(spoken_over_s: list[float], frames: int) -> numpy.ndarray:
    """bool [frames]: the caller has begun to speak over the agent, which now stops, or goes on where it was a backchannel."""
    over = numpy.zeros(frames, bool)
    for start_s in spoken_over_s:
        over[math.floor((start_s + SPOKEN_OVER_S[0]) * FRAME_HZ) : math.ceil((start_s + SPOKEN_OVER_S[1]) * FRAME_HZ)] = True
    return over


@dataclass
class Draft:
    """What a worker makes; the codes are added on the device."""

    agent: numpy.ndarray       # int16 [conversation frames * 1920]
    caller: numpy.ndarray
    voice: numpy.ndarray       # int16 [VOICE_FRAMES * 1920]
    prompt: numpy.ndarray      # int16 [tokens]
    text: numpy.ndarray        # int16 [conversation frames]
    heard: numpy.ndarray       # int16 [conversation frames]
    active: numpy.ndarray      # bool [conversation frames]
    spoken_over: numpy.ndarray  # bool [conversation frames]
    free_text: bool            # whether what is said can be known (a conversation), or only when (sentences read aloud)
    jump: int                  # positions between prompt and conversation: as late in a call with a pinned prompt
