"""A text's words, as written, with the times at which flite spoke them."""
import re

from .flite import Word


def plain(text: str) -> str:
    return re.sub("[^a-z]", "", text.lower())


def align(text: str, spoken: list[Word]) -> list[Word]:
    """flite may split a written word ("Smith's") and leaves punctuation out; each written word takes the pieces that spell it.

    Raises ValueError where the two differ in more than that (a number or an abbreviation that was read out).
    """
    aligned, at = [], 0
    for written in text.split():
        want, have, first = plain(written), "", at
        if not want:
            continue
        while at < len(spoken) and len(have) < len(want):
            have += plain(spoken[at].text)
            at += 1
        if have != want:
            raise ValueError(f"expected the word {len(aligned)} to be spoken as it is written")
        aligned.append(Word(written, spoken[first].start_s, spoken[at - 1].end_s))
    if at != len(spoken):
        raise ValueError("expected every spoken word to be written")
    return aligned
