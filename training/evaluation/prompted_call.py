"""A call with voice and text prompt as rows of tokens, its prompt's frames by the rule of training/lm/layout.py."""
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor

from ..codec.mimi import FRAME_SAMPLES
from ..lm.layout import SILENCE_FRAMES
from ..speech.tokenizer import PAD
from .teacher_forced import Lm


@dataclass
class PromptedCall:
    voice: Tensor    # codes int64 [frames, 8]
    ids: Tensor      # tokens of the text prompt
    user: Tensor     # codes [frames, 8]: what the caller said after the prompt
    silence: Tensor  # codes [8]: the agent's in the prompt, the voice aside
    tone: Tensor     # codes [8]: the user's in the prompt

    def prompt(self) -> tuple[Tensor, Tensor, Tensor]:
        """Text, agent and user codes of the prompt's frames."""
        quiet, voices = torch.full((SILENCE_FRAMES,), PAD), len(self.voice)
        text = torch.cat([torch.full((voices,), PAD), quiet, self.ids, quiet])
        return text, torch.cat([self.voice, self.silence.expand(len(text) - voices, 8)]), self.tone.expand(len(text), 8)

    def rows(self, lm: Lm, answers: Tensor) -> Tensor:
        """answers [frames, 9], what the agent wrote and said after the prompt, to rows [prompt and these frames, 17]."""
        text, agent, user = self.prompt()
        return lm.rows(torch.cat([text, answers[:, 0]]), torch.cat([agent, answers[:, 1:]]), torch.cat([user, self.user])[: len(text) + len(answers)])


def whole_frames(pcm: numpy.ndarray) -> Tensor:
    return torch.nn.functional.pad(torch.from_numpy(pcm), (0, -len(pcm) % FRAME_SAMPLES))
