"""What is trained is what the engine runs: `python3 -m training.evaluation.parity PACK...` computes native/test/fixtures/parity with the modules of training/.

Exit 0 if every required tensor of every pack holds; what the modules do not compute is named.
"""
import sys
from pathlib import Path

from . import codec, language_model, moshi, session
from .pack import Pack

# A pack's kind shows in its tensors, as in native/tools/parity.
KINDS = ((("pcm", "pp.codes"), codec.run), (("tf.tokens",), language_model.run), (("raw.inputs", "offline.out"), moshi.run),
         (("prompt.inputs", "early.out"), session.run))


def main() -> bool:
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        return len(sys.argv) > 1
    ok = True
    for folder in map(Path, sys.argv[1:]):
        print(folder)
        pack = Pack(folder)
        run = next((run for names, run in KINDS if pack.has(*names)), None)
        if run is None:
            print(f"{folder}: left out: no codec and no language model in it (draws are the engine's alone)")
            continue
        run(pack)
        ok = pack.verdict() and ok
    return ok


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
