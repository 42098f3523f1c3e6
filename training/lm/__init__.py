"""The dual-stream language model in its training form."""
