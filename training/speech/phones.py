"""Phone labels on a fixed grid: what the semantic codebook is taught to tell apart."""
import numpy

from .flite import Phone

NAMES = ("pau aa ae ah ao aw ax axr ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh").split()
COUNT = len(NAMES) + 1  # 0: none of them
_INDEX = {name: i + 1 for i, name in enumerate(NAMES)}
STEP_S = 0.02
STEPS_PER_FRAME = 4


def label(phones: list[Phone], num_steps: int) -> numpy.ndarray:
    """int16 [num_steps]: the phone at each 20 ms; silence after the last."""
    labels = numpy.full(num_steps, _INDEX["pau"], numpy.int16)
    start = 0
    for phone in phones:
        end = min(num_steps, round(phone.end_s / STEP_S))
        labels[start:end] = _INDEX.get(phone.name, 0)
        start = end
    return labels
