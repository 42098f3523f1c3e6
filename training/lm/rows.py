"""Frames as the 17 rows that the model reads: acoustic codes one position late, initial tokens where nothing is known yet."""
import torch
from torch import Tensor

ACOUSTIC = (slice(2, 9), slice(10, 17))  # of the agent, of the caller


def rows_of(text: Tensor, agent: Tensor, user: Tensor, text_card: int, card: int) -> Tensor:
    """int64 text [B, T], agent and user codes [B, T, 8] of frames 0.. to rows [B, T, 17] of positions 0..; frame 0 is never read."""
    late = lambda codes: torch.cat([torch.full_like(codes[:, :1], card), codes[:, :-1]], 1)
    delayed = lambda codes: torch.cat([codes[:, :, :1], late(codes)[:, :, 1:]], 2)
    rows = torch.cat([text[..., None], delayed(agent), delayed(user)], 2)
    rows[:, 0, 0], rows[:, 0, 1:] = text_card, card
    for side in ACOUSTIC:
        rows[:, 1, side] = card
    return rows
