"""Written conversations on the device, and the batches drawn from them."""
import numpy
import torch

from ..speech.tokenizer import PAD
from . import layout
from .examples import Batch, drawn, prompted, text_weights


class WrittenExamples:
    """A ring of `room` examples of `frames` frames; drawn evenly."""

    def __init__(self, frames: int, room: int, text_card: int, device: str):
        self.frames, self.text_card = frames, text_card
        self.text, self.heard = (torch.full((room, frames), PAD, dtype=torch.int16, device=device) for _ in range(2))
        self.begin, self.jump = (torch.zeros(room, dtype=torch.long, device=device) for _ in range(2))
        self.count, self.next = torch.zeros((), dtype=torch.long, device=device), 0

    def add(self, made: list[tuple[numpy.ndarray, ...]]) -> None:
        for arrays in made:
            at = (torch.arange(len(arrays[0]), device=self.text.device) + self.next) % len(self.text)
            for ring, array in zip((self.text, self.heard, self.begin, self.jump), arrays):
                ring[at] = torch.from_numpy(array).to(ring.device)
            self.next = (self.next + len(at)) % len(self.text)
            self.count.add_(len(at)).clamp_(max=len(self.text))

    def draw(self, size: int) -> Batch:
        return self.batch(drawn(size, self.count))

    def batch(self, chosen: torch.Tensor) -> Batch:
        """No sound on either side; the caller's words are given."""
        text, heard = self.text[chosen].long(), self.heard[chosen].long()
        frame = torch.arange(self.frames, device=text.device)[None]
        begin = self.begin[chosen][:, None]
        rows = torch.full((*text.shape, 17), -1, dtype=torch.long, device=text.device)
        rows[..., 0] = text
        rows[:, 0, 0] = self.text_card
        following = torch.cat([text[:, 1:], text[:, -1:]], 1)
        known = (frame < self.frames - 1) & (frame >= begin - 1)
        copied = prompted(text, following, (frame >= layout.PROMPT_AT) & (frame < begin - layout.SILENCE_FRAMES), self.text_card)
        positions = frame + torch.where(frame >= begin, self.jump[chosen][:, None], 0)
        hint = torch.where(heard == PAD, -1, heard)
        return Batch(rows, following, None, None, positions, hint, text_weights(following, copied, known), None, None, known & copied)
