"""What is trained, in the files that the engine reads."""
