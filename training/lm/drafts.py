"""What the model is trained on, made by worker processes: conversations, and sentences read aloud."""
import json
from pathlib import Path

import numpy

from ..speech import caller_room, speakers
from ..speech.conversation import CALLER_S, lay_out
from ..speech.speakers import SAMPLE_RATE_HZ
from ..speech.tokenizer import opened
from . import layout
from .layout import Draft

FRAME_SAMPLES = 1920
READ_ALOUD = ("You read aloud.", "You read sentences aloud.", "You are a reader. You read what you are given.", "You speak the lines that you are given.")
VOICE_PROMPT_RMS = 10 ** (-24 / 20)
LAST_JUMP = 8000  # frames: more than ten minutes
LAYOUTS = 2       # of the same speech: other pauses, interruptions, rooms and prompt positions
READING_GAP_S = (0.3, 1.2)


def read_dialogues(folder: Path, split: str) -> list[str]:
    """One JSON text per dialogue: they are parsed by the workers."""
    with (folder / "dialogues.jsonl").open() as lines:
        mark = f'"split":"{split}"'
        return [line for line in lines if mark in line[:60]]


def orders(dialogues: list[str], texts: list[str], tokenizer: str, frames: int, dialogue_share: float, seed: int, held: bool = False):
    """Without end: all that a worker needs for one example."""
    random = numpy.random.default_rng(seed)
    while True:
        dialogue = dialogues[int(random.integers(len(dialogues)))] if random.random() < dialogue_share else None
        lines = [texts[int(random.integers(len(texts)))] for _ in range(12)]
        yield dialogue, lines, tokenizer, frames, int(random.integers(2**62)), held


def make(order) -> list[Draft]:
    """One conversation, laid out LAYOUTS times (once where it is held out)."""
    dialogue, lines, tokenizer_path, frames, seed, held = order
    random = numpy.random.default_rng(seed)
    names, shares = list(speakers.PERSONA_SHARES), list(speakers.PERSONA_SHARES.values())
    agent, caller = speakers.PERSONA_SPEAKERS[str(random.choice(names, p=shares))], speakers.caller(random, held)
    if dialogue is None:
        prompt, turns, gap_s = str(random.choice(READ_ALOUD)), [{"who": "agent", "say": [line], "enter": "after"} for line in lines[1:]], READING_GAP_S
    else:
        record = json.loads(dialogue)
        prompt, turns, gap_s = record["prompt"], record["turns"], CALLER_S
    late = dialogue is not None and random.random() < 0.5
    if late:
        starts = [i for i, turn in enumerate(turns[:-2]) if turn["who"] == "caller" and turn["enter"] == "after"]
        turns = turns[int(random.choice(starts)) :] if starts else turns
    tokenizer = opened(tokenizer_path)
    tokens = numpy.array(tokenizer.prompt(prompt), numpy.int16)
    conversation_frames = frames - layout.VOICE_FRAMES - 2 * layout.SILENCE_FRAMES - len(tokens)
    if conversation_frames < 60:
        raise ValueError(f"expected a prompt that leaves 60 of {frames} frames to the conversation")
    drafts = []
    for _ in range(1 if held else LAYOUTS):
        if dialogue is None:
            random.shuffle(turns)
        laid = lay_out(turns, agent, caller, conversation_frames * FRAME_SAMPLES / SAMPLE_RATE_HZ, random, layout.TEXT_LEAD_FRAMES / layout.FRAME_HZ, gap_s)
        drafts.append(Draft(
            agent=_samples(laid.agent.pcm, conversation_frames), caller=_samples(caller_room.heard(laid.caller.pcm, random), conversation_frames),
            voice=_voice(lines[0], agent, random), prompt=tokens, text=layout.text_stream(laid.agent.words, conversation_frames, tokenizer),
            heard=layout.heard_stream(laid.caller.words, conversation_frames, tokenizer), active=layout.speaking(laid.agent.words, conversation_frames),
            spoken_over=layout.spoken_over(laid.spoken_over_s, conversation_frames), free_text=dialogue is not None,
            jump=int(random.integers(LAST_JUMP)) if random.random() < (0.7 if late else 0.3) else 0))
    return drafts


def _samples(pcm: numpy.ndarray, frames: int) -> numpy.ndarray:
    out = numpy.zeros(frames * FRAME_SAMPLES, numpy.int16)
    out[: len(pcm)] = (numpy.clip(pcm, -1, 1) * 32767).astype(numpy.int16)[: len(out)]
    return out


def _voice(text: str, speaker: speakers.Speaker, random: numpy.random.Generator) -> numpy.ndarray:
    """About 3 s of the agent's voice at the loudness that the engine gives every voice prompt."""
    pcm = speakers.utter(text, speaker).pcm.astype(numpy.float32) / 32768
    loud = pcm[numpy.abs(pcm) > 0.02]
    pcm = pcm * (VOICE_PROMPT_RMS * 10 ** (float(random.uniform(-1.5, 1.5)) / 20) / (float(numpy.sqrt((loud**2).mean())) + 1e-6))
    return _samples(pcm, layout.VOICE_FRAMES)
