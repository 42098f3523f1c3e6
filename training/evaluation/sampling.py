"""How calls are sampled: as the checkpoint recommends, which is also what the studio does, unless told otherwise."""
import argparse
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sampling:
    temp_text: float
    temp_audio: float
    top_k_text: int
    top_k_audio: int

    def flags(self) -> list[str]:
        """As duplex-offline names them."""
        return ["--temp-text", str(self.temp_text), "--topk-text", str(self.top_k_text), "--temp-audio", str(self.temp_audio), "--topk-audio", str(self.top_k_audio)]


def sampling_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--temp-text", type=float, help="none: what the checkpoint's lm_gen_config recommends")
    parser.add_argument("--temp-audio", type=float, help="none: likewise")


def sampling_of(options: argparse.Namespace) -> Sampling:
    """Of the checkpoint `options.model`, with what the options set instead."""
    advised = json.loads((Path(options.model) / "config.json").read_text())["lm_gen_config"]
    either = lambda asked, recommended: recommended if asked is None else asked
    return Sampling(either(options.temp_text, advised["temp_text"]), either(options.temp_audio, advised["temp"]), advised["top_k_text"], advised["top_k"])
