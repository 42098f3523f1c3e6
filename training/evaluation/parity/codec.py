"""The codec's pack: all stages both ways, by both ring rules."""
import torch

from ...codec.mimi import FRAME_SAMPLES
from ..teacher_forced import Codec
from .pack import Pack


@torch.no_grad()
def check_ring(pack: Pack, prefix: str, hide_oldest: bool) -> None:
    """Both ring rules decode the first 8 of "pp.codes"."""
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
