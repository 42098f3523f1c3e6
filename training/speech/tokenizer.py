"""Words as the model writes them: SentencePiece pieces, and the tokens that mean no word."""
import functools

import sentencepiece

PAD, EPAD = 3, 0  # nothing now; the next word begins


class Tokenizer:
    def __init__(self, path: str):
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=path)
        self._known: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return self._pieces.get_piece_size()

    def word(self, text: str) -> list[int]:
        if text not in self._known:
            self._known[text] = self._pieces.encode(text)
        return self._known[text]

    def prompt(self, text: str) -> list[int]:
        return self._pieces.encode(f"<system> {text} <system>")

    def text(self, tokens) -> str:
        return self._pieces.decode([int(t) for t in tokens if int(t) not in (PAD, EPAD)])


@functools.cache
def opened(path: str) -> Tokenizer:
    """One for each file in a process: workers are told its path with every order."""
    return Tokenizer(path)
