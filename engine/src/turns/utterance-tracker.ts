/**
 * Utterances of one lane: stretches of speech between silences. Voiced frames are joined over short silences (inside and
 * between words), and a stretch with fewer than MIN_VOICED_FRAMES voiced frames is a click, not an utterance.
 */

export type Lane = "caller" | "agent";

/** Silences up to this long are inside an utterance: 560 ms for people, 480 ms for the model's cleaner audio. */
export const JOIN_FRAMES: Record<Lane, number> = { caller: 7, agent: 6 };
export const MIN_VOICED_FRAMES = 2;

export interface Utterance {
  readonly lane: Lane;
  readonly startFrame: number;
  /** one past the last voiced frame so far */
  endFrame: number;
  voicedFrames: number;
  status: "open" | "closed" | "dropped";
  /** the other lane's utterance that was open when this one began */
  readonly over: Utterance | null;
  /** its speaker reported that it broke off for the other side */
  gaveWay: boolean;
}

export class UtteranceTracker {
  current: Utterance | null = null;

  constructor(private readonly lane: Lane) {}

  /** Steps one frame. Returns the utterance when it begins, and again when it is closed or dropped. */
  step(frameIndex: number, voiced: boolean, other: Utterance | null): { began?: Utterance; ended?: Utterance } {
    const current = this.current;
    if (voiced) {
      if (current) {
        current.endFrame = frameIndex + 1;
        current.voicedFrames += 1;
        return {};
      }
      const over = other && other.status === "open" ? other : null;
      const began: Utterance = {
        lane: this.lane,
        startFrame: frameIndex,
        endFrame: frameIndex + 1,
        voicedFrames: 1,
        status: "open",
        over,
        gaveWay: false,
      };
      this.current = began;
      return { began };
    }
    if (current && frameIndex + 1 - current.endFrame > JOIN_FRAMES[this.lane]) return { ended: this.close() as Utterance };
    return {};
  }

  /** Ends what is open, at its last voiced frame. */
  close(): Utterance | null {
    const ended = this.current;
    if (!ended) return null;
    ended.status = ended.voicedFrames >= MIN_VOICED_FRAMES ? "closed" : "dropped";
    this.current = null;
    return ended;
  }
}
