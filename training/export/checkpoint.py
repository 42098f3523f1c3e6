"""A checkpoint folder in the layout that the engine reads, as the modules that are trained: sizes by its config.json."""
import json
from pathlib import Path

from ..codec.mimi import Mimi
from ..codec.mimi import Sizes as CodecSizes
from ..lm.model import DualStream
from ..lm.model import Sizes as LmSizes
from . import codec_file, lm_file


def config_of(folder: Path) -> dict:
    return json.loads((folder / "config.json").read_text())


def gated_width(feedforward: int, width: int) -> int:
    """Of the two halves of a gated layer: the reference's rule."""
    return 21 * width // 8 if feedforward == 4 * width else 2 * feedforward // 3


def read_lm(folder: Path) -> DualStream:
    config = config_of(folder)
    same = ("dim", "num_layers", "num_heads", "text_card", "n_q", "dep_q", "card", "depformer_dim", "depformer_num_layers", "depformer_num_heads")
    sizes = LmSizes(**{name: config[name] for name in same}, ffn_hidden=gated_width(int(config["hidden_scale"] * config["dim"]), config["dim"]),
                    depformer_ffn_hidden=gated_width(config["depformer_dim_feedforward"], config["depformer_dim"]))
    return lm_file.read(folder / config.get("moshi_name", "model.safetensors"), sizes)


def read_codec(folder: Path) -> Mimi:
    """Its windows hide the oldest key where the checkpoint says so (`kv_ring`)."""
    config = config_of(folder)
    mimi, name = config["mimi"], config.get("mimi_name", "model.safetensors")
    transformer, quantizer = mimi["transformer"], mimi["quantizer"]
    sizes = CodecSizes(mimi["seanet"]["dimension"], mimi["seanet"]["n_filters"], transformer["num_layers"], transformer["num_heads"],
                       transformer["dim_feedforward"], transformer["context"], quantizer["n_q"], quantizer["bins"], quantizer["dimension"])
    codec = codec_file.read(folder / name, sizes=sizes)
    for side in (codec.encoder_transformer, codec.decoder_transformer):
        side.hide_oldest = mimi["kv_ring"] == "hide_oldest"
    return codec
