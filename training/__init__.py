"""How duo-small is made: text, speech, codec, language model, export, evaluation. README.md names the command of each stage."""
