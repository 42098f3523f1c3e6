"""What the engine computes with: the device, how weights and the attention's keys are held. As duplex-offline has them unless told otherwise."""
import argparse


def arithmetic_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", default="as-stored", help="the engine's own")
    parser.add_argument("--keys", default="from-weights", help="likewise; i8: keys and values of 8 bits")
    parser.add_argument("--device", default="cpu", help="likewise")


def arithmetic_flags(options: argparse.Namespace) -> tuple[str, ...]:
    """As duplex-offline names them."""
    return ("--weights", options.weights, "--keys", options.keys, "--device", options.device)
