"""Who is speaking: a small space in which sounds of the same voice lie close together.

No trained speaker model is used. Of the louder frames of a sound: mean and spread of 19 mel cepstra (the shape of the vocal tract) and of the
logarithm of the pitch. A linear discriminant analysis, fitted to originals of the voices that are to be told apart, keeps the directions in
which these differ; a voice is the mean of its originals there, and the nearer, the more similar. It knows no other voices than those: any
sound is nearest to one of them, so chance is one in as many as there are.
"""
import numpy
from scipy.fft import dct
from scipy.signal import get_window

from ..speech.speakers import SAMPLE_RATE_HZ

WINDOW, HOP, FFT = 960, 240, 1024            # 40 ms every 10 ms
MELS, CEPSTRA, HIGHEST_HZ = 40, 19, 7600
LOUD_BELOW_PEAK_DB = 30
PITCH_HZ = (60, 350)
VOICED = 0.5                                  # of the autocorrelation at its best lag
LEAST_FRAMES = 30
SHRINK = 0.2                                  # of the spread within voices, towards independent features


def _mel_filters() -> numpy.ndarray:
    mel = lambda hz: 2595 * numpy.log10(1 + hz / 700)
    edges = 700 * (10 ** (numpy.linspace(mel(60), mel(HIGHEST_HZ), MELS + 2) / 2595) - 1)
    hz = numpy.fft.rfftfreq(FFT, 1 / SAMPLE_RATE_HZ)
    rising = (hz[None] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hz[None]) / (edges[2:] - edges[1:-1])[:, None]
    return numpy.maximum(0, numpy.minimum(rising, falling))


FILTERS = _mel_filters()


def features(pcm: numpy.ndarray) -> numpy.ndarray | None:
    """float32 sound at 24 kHz to one vector; None where there is too little speech in it."""
    count = (len(pcm) - WINDOW) // HOP + 1
    if count < LEAST_FRAMES:
        return None
    frames = numpy.lib.stride_tricks.sliding_window_view(pcm, WINDOW)[::HOP][:count]
    level_db = 10 * numpy.log10((frames**2).mean(1) + 1e-10)
    frames = frames[level_db > numpy.quantile(level_db, 0.98) - LOUD_BELOW_PEAK_DB]
    if len(frames) < LEAST_FRAMES:
        return None
    power = numpy.abs(numpy.fft.rfft(frames * get_window("hann", WINDOW), FFT)) ** 2
    cepstra = dct(numpy.log(power @ FILTERS.T + 1e-8), norm="ortho")[:, 1 : CEPSTRA + 1]
    pitch = numpy.log(_pitch_hz(frames))
    pitch = pitch if len(pitch) else numpy.log([numpy.mean(PITCH_HZ)])
    return numpy.concatenate([cepstra.mean(0), cepstra.std(0), [numpy.median(pitch), pitch.std()]])


def _pitch_hz(frames: numpy.ndarray) -> numpy.ndarray:
    """Of the voiced frames."""
    centred = frames - frames.mean(1, keepdims=True)
    spectrum = numpy.abs(numpy.fft.rfft(centred, 2 * FFT)) ** 2
    correlation = numpy.fft.irfft(spectrum)[:, : WINDOW]
    correlation = correlation / (correlation[:, :1] + 1e-9) / (1 - numpy.arange(WINDOW) / WINDOW)
    least, most = SAMPLE_RATE_HZ // PITCH_HZ[1], SAMPLE_RATE_HZ // PITCH_HZ[0]
    lags = correlation[:, least:most].argmax(1) + least
    voiced = correlation[numpy.arange(len(lags)), lags] > VOICED
    return SAMPLE_RATE_HZ / lags[voiced]


class VoiceSpace:
    def __init__(self, examples: dict[str, list[numpy.ndarray]]):
        """`examples`: of each voice, features of its originals."""
        self.voices = list(examples)
        grouped = [numpy.stack(vectors) for vectors in examples.values()]
        every = numpy.concatenate(grouped)
        self._centre, self._scale = every.mean(0), every.std(0) + 1e-6
        grouped = [self._scaled(vectors) for vectors in grouped]
        within = sum((vectors - vectors.mean(0)).T @ (vectors - vectors.mean(0)) for vectors in grouped) / (len(every) - len(grouped))
        within = (1 - SHRINK) * within + SHRINK * numpy.diag(numpy.diag(within)) + 1e-3 * numpy.eye(len(within))
        means = numpy.stack([vectors.mean(0) for vectors in grouped])
        values, vectors = numpy.linalg.eigh(within)
        whiten = vectors / numpy.sqrt(values) @ vectors.T
        _, _, directions = numpy.linalg.svd((means - means.mean(0)) @ whiten, full_matrices=False)
        self._project = whiten @ directions[: len(grouped) - 1].T
        self._means = means @ self._project

    def _scaled(self, vectors: numpy.ndarray) -> numpy.ndarray:
        return (vectors - self._centre) / self._scale

    def similarities(self, vector: numpy.ndarray) -> dict[str, float]:
        """To each voice; 0 is the same and less is less."""
        distances = numpy.linalg.norm(self._scaled(vector) @ self._project - self._means, axis=1)
        return {voice: -float(distance) for voice, distance in zip(self.voices, distances)}

    def nearest(self, vector: numpy.ndarray) -> str:
        similarities = self.similarities(vector)
        return max(similarities, key=similarities.get)
