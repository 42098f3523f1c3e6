"""The codec and its parts over whole sounds, which the ring mask makes equal to the engine's frame by frame."""
from pathlib import Path

import numpy
import torch
from torch import Tensor

from ...codec.mimi import FRAME_SAMPLES, Mimi
from ...export.checkpoint import read_codec
from ...speech.wav import read_wav
from .pack import Pack


class Codec:
    """A pack's codec under one ring rule; none given: the checkpoint's."""

    def __init__(self, folder: Path, hide_oldest: bool | None = None):
        self.mimi: Mimi = read_codec(folder)
        if hide_oldest is not None:
            self.mimi.encoder_transformer.hide_oldest = self.mimi.decoder_transformer.hide_oldest = hide_oldest

    def encode(self, pcm: Tensor, codebooks: int = 8) -> Tensor:  # [samples] to [frames, codebooks]
        return self.mimi.encode(pcm[None, None])[0, :codebooks].t()

    def decode(self, codes: Tensor) -> Tensor:  # [frames, K] to [samples]
        return self.mimi.decode(codes.t()[None])[0, 0]


def whole_frames(path: Path, gain: float = 1.0) -> Tensor:
    pcm = read_wav(path) * numpy.float32(gain)
    return torch.nn.functional.pad(torch.from_numpy(pcm), (0, -len(pcm) % FRAME_SAMPLES))


@torch.no_grad()
def check_ring(pack: Pack, prefix: str, hide_oldest: bool) -> None:
    """All stages both ways; both ring rules decode the first 8 of "pp.codes"."""
    codec = Codec(pack.folder, hide_oldest)
    mimi, pcm, given = codec.mimi, pack.tensor("pcm").float() / 32768, pack.tensor("pp.codes")[:, :8]
    steps = lambda x: x[0].t()  # [1, C, T] to [T, C]
    features = mimi.encoder(pcm[None, None])
    pack.report(f"{prefix}.enc.seanet", steps(features))
    pack.report(f"{prefix}.enc.transformer", steps(mimi.encoder_transformer(features)))
    pack.report(f"{prefix}.enc.latent", steps(mimi.latent(pcm[None, None])))
    pack.report(f"{prefix}.codes", codec.encode(pcm, codebooks=mimi.sizes.codebooks))
    latent = mimi.dequantise(given.t()[None])
    upsampled = mimi.upsample.convtr(latent)
    pack.report(f"{prefix}.dec.quantized", steps(latent))
    pack.report(f"{prefix}.dec.upsampled", steps(upsampled))
    pack.report(f"{prefix}.dec.transformer", steps(mimi.decoder_transformer(upsampled)))
    decoded = codec.decode(given)
    pack.report(f"{prefix}.dec.pcm", decoded[: 10 * FRAME_SAMPLES])
    pack.report(f"{prefix}.dec.pcm_s12", decoded[::12])


def run(pack: Pack) -> None:
    check_ring(pack, "pp", hide_oldest=True)
    check_ring(pack, "full", hide_oldest=False)
    codec, codes = Codec(pack.folder, hide_oldest=True), pack.tensor("pp.codes")
    pack.report("decode1.pcm", codec.decode(codes[:3, :1]))
    pack.report("decode_all.pcm", codec.decode(codes[:4]))
