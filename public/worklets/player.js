/**
 * Runs on the audio thread: a ring of the persona's lane, addressed by stream position (48 kHz samples since the lane began),
 * so that a missing stretch stays silent in its place and the place being heard is always known.
 * In:  { type: "write", start, samples } · { type: "margin", samples } · { type: "finish" } (what is left is played, running dry is no underrun)
 * Out, every 20 ms: { position, buffered, underruns, skipped, db, playing, drained }
 */
const RING_SAMPLES = 1 << 18;
const MASK = RING_SAMPLES - 1;
const REPORT_SAMPLES = 960;
/** Above the margin by this much for a second: silence is shortened until it is not. */
const SLACK_SAMPLES = 2_400;
/** Above the margin by this much: caught up at once, with a short crossfade. */
const FAR_BEHIND_SAMPLES = 24_000;
/** Speech without a pause is cut too, after five seconds of this much delay. */
const CLEARLY_BEHIND_SAMPLES = 7_200;
const PATIENCE_WATCHES = 5;
const WATCH_SAMPLES = 48_000;
const QUIET_POWER = 1e-6;
const FADE_SAMPLES = 240;
const FLOOR_DB = -100;

class PlayerProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.ring = new Float32Array(RING_SAMPLES);
    this.read = 0;
    this.write = 0;
    this.begun = false;
    this.playing = false;
    this.finishing = false;
    this.margin = 2_880;
    this.hold = 0;
    this.underruns = 0;
    this.skipped = 0;
    this.lowest = Number.POSITIVE_INFINITY;
    this.watched = 0;
    this.sinceReport = 0;
    this.energy = 0;
    this.fade = 0;
    this.last = 0;
    this.port.onmessage = (event) => this.receive(event.data);
  }

  receive(message) {
    if (message.type === "margin") this.margin = message.samples;
    else if (message.type === "finish") this.finishing = true;
    else if (message.type === "write") this.put(message.start, message.samples);
  }

  put(start, samples) {
    if (!this.begun) {
      this.begun = true;
      this.read = start;
      this.write = start;
    }
    if (start < this.write) {
      const known = this.write - start;
      if (known >= samples.length) return;
      samples = samples.subarray(known);
      start = this.write;
    }
    if (start - this.write > RING_SAMPLES / 4 || (start > this.write && !this.playing)) {
      this.read = start;
      this.write = start;
      this.playing = false;
    }
    while (this.write < start) this.ring[this.write++ & MASK] = 0;
    for (let i = 0; i < samples.length; i++) this.ring[this.write++ & MASK] = samples[i];
    if (this.write - this.read > RING_SAMPLES - 8_192) this.skip(this.write - this.read - this.margin);
    if (!this.playing) {
      this.playing = true;
      this.hold = this.finishing ? 0 : this.margin;
      this.fade = FADE_SAMPLES;
      this.rewatch();
    }
  }

  process(_inputs, outputs) {
    const out = outputs[0][0];
    for (let i = 0; i < out.length; i++) out[i] = this.next();
    for (let c = 1; c < outputs[0].length; c++) outputs[0][c].set(out);
    this.watch(out);
    this.sinceReport += out.length;
    if (this.sinceReport >= REPORT_SAMPLES) this.report();
    return true;
  }

  next() {
    if (!this.playing) {
      this.last *= 0.98;
      return this.last;
    }
    if (this.hold > 0) {
      this.hold--;
      this.last *= 0.98;
      return this.last;
    }
    if (this.read >= this.write) {
      this.playing = false;
      if (!this.finishing) this.underruns++;
      return this.last;
    }
    let sample = this.ring[this.read++ & MASK];
    if (this.fade > 0) {
      const share = this.fade-- / FADE_SAMPLES;
      sample = sample * (1 - share) + this.last * share;
      if (this.fade === 0) this.last = sample;
      return sample;
    }
    this.last = sample;
    return sample;
  }

  watch(out) {
    let power = 0;
    for (let i = 0; i < out.length; i++) power += out[i] * out[i];
    this.energy += power;
    // Nobody waits for an answer any more: the last words are heard whole, however late.
    if (!this.playing || this.hold > 0 || this.finishing) return;
    const buffered = this.write - this.read;
    if (buffered < this.lowest) this.lowest = buffered;
    this.watched += out.length;
    if (this.watched < WATCH_SAMPLES) return;
    const excess = this.lowest - this.margin;
    if (excess > FAR_BEHIND_SAMPLES) this.skip(excess);
    else if (excess > SLACK_SAMPLES && power / out.length < QUIET_POWER) {
      this.skip(480);
      this.lowest -= 480;
      return;
    } else if (excess > SLACK_SAMPLES && this.watched < WATCH_SAMPLES * PATIENCE_WATCHES) return;
    else if (excess > CLEARLY_BEHIND_SAMPLES) this.skip(excess);
    this.rewatch();
  }

  rewatch() {
    this.lowest = Number.POSITIVE_INFINITY;
    this.watched = 0;
  }

  skip(samples) {
    const count = Math.min(samples, this.write - this.read);
    if (count <= 0) return;
    this.read += count;
    this.skipped += count;
    this.fade = FADE_SAMPLES;
  }

  report() {
    const power = this.energy / this.sinceReport;
    this.port.postMessage({
      position: this.read,
      buffered: this.write - this.read + this.hold,
      underruns: this.underruns,
      skipped: this.skipped,
      db: power === 0 ? FLOOR_DB : Math.max(FLOOR_DB, 10 * Math.log10(power)),
      playing: this.playing && this.hold === 0,
      drained: this.begun && this.read >= this.write,
    });
    this.sinceReport = 0;
    this.energy = 0;
  }
}

registerProcessor("duologue-player", PlayerProcessor);
