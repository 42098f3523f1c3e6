/** A level with two thresholds becomes yes or no: on at `on` or above, off again below `off`. */

export interface GateThresholds {
  on: number;
  off: number;
}

/** Caller lane: probability of speech from the voice activity detector (Silero's own pair of thresholds). */
export const CALLER_GATE: GateThresholds = { on: 0.5, off: 0.35 };
/** Agent lane: RMS in dBFS of clean audio. Speech sits 20 dB above, a vocoder's idle noise 10 dB below. */
export const AGENT_GATE: GateThresholds = { on: -45, off: -52 };

export class VoiceGate {
  private open = false;

  constructor(private readonly thresholds: GateThresholds) {}

  step(level: number): boolean {
    this.open = level >= (this.open ? this.thresholds.off : this.thresholds.on);
    return this.open;
  }
}
