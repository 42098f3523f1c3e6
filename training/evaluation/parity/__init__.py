"""The parity packs of native/test/fixtures, computed by the modules that are trained."""
