"""What the trained model is held to, measured."""
