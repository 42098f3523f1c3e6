/** A WAV file, 16 bit mono: a tone that swells and fades twice a second, so that it has loud and quiet parts as speech has. */
export function toneWav(seconds: number, sampleRateHz = 24_000): Uint8Array<ArrayBuffer> {
  const samples = Math.round(seconds * sampleRateHz);
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const text = (offset: number, letters: string) => {
    for (let k = 0; k < letters.length; k++) view.setUint8(offset + k, letters.charCodeAt(k));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + samples * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples * 2, true);
  for (let k = 0; k < samples; k++) {
    const seconds = k / sampleRateHz;
    const level = Math.sin(2 * Math.PI * seconds) ** 2;
    view.setInt16(44 + k * 2, Math.round(6_000 * level * Math.sin(2 * Math.PI * 220 * seconds)), true);
  }
  return new Uint8Array(view.buffer);
}
