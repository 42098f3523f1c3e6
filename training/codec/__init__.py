"""The codec in its training form: what the engine runs, with gradients."""
