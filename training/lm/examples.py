"""Examples with their codes, on the device: what drafts become, and the batches drawn from them."""
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor

from ..codec.mimi import FRAME_SAMPLES, Mimi
from ..speech.tokenizer import EPAD, PAD
from . import layout
from .layout import Draft
from .rows import rows_of

WRONG_SHARE = 0.02
COPIED_WEIGHT = 2.0  # of words that stand in the prompt: names and facts are few among all words, and are what a persona must get right
PAD_WEIGHT = 0.5     # of frames in which nothing is written
HINTED_SHARE = 0.15  # of examples in which the caller's words are given besides being heard, as in written conversations
ENCODED_AT_ONCE, ADDED_AT_ONCE = 12, 64
SILENT_WEIGHT = 0.2  # of frames in which the agent says nothing, against those in which it speaks
SPOKEN_OVER_WEIGHT = 3.0  # of text and sound where the caller speaks over the agent: whether it stops is decided in few frames


@dataclass
class Batch:
    rows: Tensor       # int64 [B, T, 17]: what is read at each position
    text: Tensor       # int64 [B, T]: what is to be written after it
    audio: Tensor | None   # int64 [B, T, 8]: and said
    heard: Tensor | None   # int64 [B, T]: and has been heard of the caller
    positions: Tensor  # int64 [B, T]
    hint: Tensor       # int64 [B, T]: the caller's words where they are given, else -1
    text_weight: Tensor    # float32 [B, T]
    audio_weight: Tensor | None   # float32 [B, T, 8]
    heard_weight: Tensor | None   # float32 [B, T]
    copied: Tensor     # bool [B, T]: what is to be written stands in the prompt


def drawn(size: int, count: Tensor) -> Tensor:
    """int64 [size], each below `count`; it stays on the device, so that drawing can be captured with the step that learns from what is drawn."""
    return (torch.rand(size, device=count.device) * count).long().clamp(max=count - 1)


def prompted(text: Tensor, following: Tensor, inside: Tensor, text_card: int) -> Tensor:
    """bool [B, T]: the next token stands in this example's prompt (`inside`, bool [B, T]), as names and facts do."""
    known = torch.zeros(len(text), text_card + 1, dtype=torch.bool, device=text.device)
    known.scatter_(1, torch.where(inside, text, text_card), True)
    for timing in (PAD, EPAD, text_card):
        known[:, timing] = False
    return known.gather(1, following)


def text_weights(following: Tensor, copied: Tensor, learned: Tensor, spoken_over: Tensor | None = None) -> Tensor:
    """float32 [B, T]: how much each token to be written counts."""
    weight = torch.where(copied, COPIED_WEIGHT, torch.where(following == PAD, PAD_WEIGHT, 1.0))
    return learned.float() * (weight if spoken_over is None else torch.where(spoken_over, SPOKEN_OVER_WEIGHT, weight))


@dataclass
class Coded:
    """A draft and its codes, int16 [frames, 8] each, wherever the codec is."""

    draft: Draft
    agent: Tensor
    caller: Tensor
    voice: Tensor

    def cpu(self) -> "Coded":
        return Coded(self.draft, self.agent.cpu(), self.caller.cpu(), self.voice.cpu())


class Codes:
    """The codec, and the constant codes of the prompt: silence on the agent's side, a tone on the user's."""

    def __init__(self, codec: Mimi, device: str):
        self.codec, self.device = codec, device
        frames = 64
        tone = 0.5 * torch.sin(torch.arange(frames * FRAME_SAMPLES, device=device) * (2 * torch.pi * 440 / 24_000))
        sounds = torch.stack([torch.zeros_like(tone), tone])[:, None]
        # The most frequent code of the later frames: single frames of a steady sound may differ.
        self.silence, self.tone = (codec.encode(sounds)[..., 16:].mode(-1).values[i] for i in (0, 1))

    def encode(self, sounds: list[numpy.ndarray]) -> list[Tensor]:
        """int16 sounds of any whole number of frames to int16 codes [frames, 8] each."""
        longest = max(map(len, sounds))
        pcm = torch.zeros(len(sounds), 1, longest, device=self.device)
        for i, sound in enumerate(sounds):
            pcm[i, 0, : len(sound)] = torch.from_numpy(sound).to(self.device).float() / 32768
        # In float32, as the engine hears: in bfloat16 one code in eight of the last codebook would be the same.
        with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=False, allow_tf32=False):
            codes = self.codec.encode(pcm)
        return [codes[i, :, : len(sound) // FRAME_SAMPLES].t().to(torch.int16) for i, sound in enumerate(sounds)]

    def coded(self, drafts: list[Draft]) -> list[Coded]:
        coded = []
        for at in range(0, len(drafts), ENCODED_AT_ONCE):
            part = drafts[at : at + ENCODED_AT_ONCE]
            lanes, voices = self.encode([sound for draft in part for sound in (draft.agent, draft.caller)]), self.encode([draft.voice for draft in part])
            coded += [Coded(draft, lanes[2 * i], lanes[2 * i + 1], voices[i]) for i, draft in enumerate(part)]
        return coded


class Examples:
    """A ring of `room` examples of `frames` frames; drawn evenly."""

    def __init__(self, codes: Codes, frames: int, room: int, card: int, text_card: int, device: str):
        self.frames, self.card, self.text_card = frames, card, text_card
        self.silence, self.tone = (code.to(device, torch.int16) for code in (codes.silence, codes.tone))
        new = lambda *shape: torch.zeros(room, *shape, dtype=torch.int16, device=device)
        self.text, self.heard, self.audio, self.user = new(frames), new(frames), new(frames, 8), new(frames, 8)
        self.active, self.spoken_over = (torch.zeros(room, frames, dtype=torch.bool, device=device) for _ in range(2))
        self.begin, self.free_text = torch.zeros(room, dtype=torch.long, device=device), torch.zeros(room, dtype=torch.bool, device=device)
        self.jump = torch.zeros(room, dtype=torch.long, device=device)
        self.count, self.next = torch.zeros((), dtype=torch.long, device=device), 0

    def add(self, coded: list[Coded]) -> None:
        for at in range(0, len(coded), ADDED_AT_ONCE):
            self._put(coded[at : at + ADDED_AT_ONCE])

    def _put(self, coded: list[Coded]) -> None:
        """Laid out where the codes are, then taken over at once: a hundred small copies a second would keep the device waiting."""
        count, room, codes_at = len(coded), len(self.text), coded[0].agent.device
        text, heard = (numpy.full((count, self.frames), PAD, numpy.int16) for _ in range(2))
        active, spoken_over = (numpy.zeros((count, self.frames), bool) for _ in range(2))
        begin = numpy.zeros(count, numpy.int64)
        audio, user = (code.to(codes_at).repeat(count, self.frames, 1) for code in (self.silence, self.tone))
        for i, one in enumerate(coded):
            draft = one.draft
            begin[i] = at = layout.PROMPT_AT + len(draft.prompt) + layout.SILENCE_FRAMES
            text[i, layout.PROMPT_AT : layout.PROMPT_AT + len(draft.prompt)] = draft.prompt
            text[i, at:], heard[i, at:], active[i, at:], spoken_over[i, at:] = draft.text, draft.heard, draft.active, draft.spoken_over
            audio[i, : layout.VOICE_FRAMES], audio[i, at:], user[i, at:] = one.voice, one.agent, one.caller
        free_text, jump = (numpy.array([getattr(one.draft, name) for one in coded]) for name in ("free_text", "jump"))
        slots = (self.next + torch.arange(count)).remainder(room).to(self.text.device)
        for kept, new in ((self.text, text), (self.heard, heard), (self.active, active), (self.spoken_over, spoken_over), (self.begin, begin),
                          (self.free_text, free_text), (self.jump, jump)):
            kept[slots] = torch.from_numpy(new).to(kept.device)
        self.audio[slots], self.user[slots] = audio.to(self.audio.device), user.to(self.user.device)
        self.count.clamp_(min=min(self.next + count, room))
        self.next = (self.next + count) % room

    def draw(self, size: int) -> Batch:
        """A batch at random; a few codes are read wrong: the agent's as the model's own choices will be, the caller's as another room would make them."""
        batch = self.batch(drawn(size, self.count), HINTED_SHARE)
        codes = batch.rows[..., 1:]
        wrong = (torch.rand(codes.shape, device=codes.device) < WRONG_SHARE) & (codes < self.card)
        batch.rows[..., 1:] = torch.where(wrong, torch.randint_like(codes, self.card), codes)
        return batch

    def batch(self, chosen: Tensor, hinted_share: float = 0.0) -> Batch:
        text, audio, user, heard = (x[chosen].long() for x in (self.text, self.audio, self.user, self.heard))
        frame = torch.arange(self.frames, device=text.device)[None]
        begin = self.begin[chosen][:, None]
        rows = rows_of(text, audio, user, self.text_card, self.card)
        following = lambda x: torch.cat([x[:, 1:], x[:, -1:]], 1)
        made = torch.cat([following(audio)[:, :, :1], audio[:, :, 1:]], 2)
        # Position p yields text p + 1, the semantic code p + 1 and the acoustic codes p; the last position yields nothing that is known.
        known = (frame < self.frames - 1) & (frame >= begin - 1)
        next_text = following(text)
        timing = (next_text == PAD) | (next_text == EPAD)
        learned = known & (self.free_text[chosen][:, None] | timing)
        copied = prompted(text, next_text, (frame >= layout.PROMPT_AT) & (frame < begin - layout.SILENCE_FRAMES), self.text_card)
        active, spoken_over = self.active[chosen], self.spoken_over[chosen]
        next_active, next_spoken_over = following(active), following(spoken_over)
        audible = lambda active, spoken_over: torch.where(spoken_over, SPOKEN_OVER_WEIGHT, torch.where(active, 1.0, SILENT_WEIGHT))
        semantic, acoustic = audible(next_active, next_spoken_over), audible(active, spoken_over) * (frame >= begin)
        audio_weight = torch.cat([semantic[..., None], acoustic[..., None].expand(-1, -1, 7)], 2) * known[..., None]
        positions = frame + torch.where(frame >= begin, self.jump[chosen][:, None], 0)
        hinted = (torch.rand(len(chosen), 1, device=text.device) < hinted_share) & (heard != PAD)
        hint = torch.where(hinted, heard, -1)
        return Batch(rows, next_text, made, heard, positions, hint, text_weights(next_text, copied, learned, next_spoken_over), audio_weight,
                     ((frame >= begin) & ~hinted).float(), learned & copied)
