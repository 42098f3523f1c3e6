"""Scaled dot-product attention, also where PyTorch is older than its fused operation (Debian 12 has 1.13)."""
import math

from torch import Tensor
from torch.nn import functional


def attend(q: Tensor, k: Tensor, v: Tensor, visible: Tensor | None = None) -> Tensor:
    """q, k, v [B, heads, T, head]; visible bool, broadcastable to [B, heads, T, T']; none: causal."""
    if hasattr(functional, "scaled_dot_product_attention"):
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=visible, is_causal=visible is None)
    scores = (q @ k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
    if visible is None:
        visible = scores.new_ones(scores.shape[-2:]).bool().tril()
    return scores.masked_fill(~visible, float("-inf")).softmax(-1) @ v
