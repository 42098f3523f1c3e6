/**
 * Watches both lanes and derives utterance, turn, overlap, bargeIn, backchannel, pause and gap. It never steers. Spans go from
 * the first voiced frame to one past the last; events come when they are certain, so an event may lie some frames back.
 *
 * A **turn** holds the floor: one or more utterances of one side until the other side takes over by an utterance that is no
 * backchannel. A **pause** is silence inside a turn, a **gap** silence between turns. **Overlap** is a run of frames in which both
 * are voiced, joined over holes of at most 2 frames.
 */
import { FRAME_MS, type TimelineDraft } from "@duologue/protocol";
import { type Classification, classifyUtterance } from "./classify-utterance";
import { type Lane, type Utterance, UtteranceTracker } from "./utterance-tracker";

const OVERLAP_HOLE_FRAMES = 2;

interface Tracked {
  utterance: Utterance;
  classification: Classification;
}

export class TurnObserver {
  private readonly caller = new UtteranceTracker("caller");
  private readonly agent = new UtteranceTracker("agent");
  /** in order of their beginning; the front waits until it is known what it was */
  private readonly undecided: Tracked[] = [];
  private overlap: { startFrame: number; endFrame: number } | null = null;
  private turn: { lane: Lane; startFrame: number; endFrame: number } | null = null;
  private drafts: TimelineDraft[] = [];

  /** `gaveWay`: the persona's speaker reports that it broke off for the caller in this frame. */
  step(frameIndex: number, callerVoice: boolean, agentVoice: boolean, gaveWay = false): TimelineDraft[] {
    this.drafts = [];
    this.stepOverlap(frameIndex, callerVoice && agentVoice);
    const callerBefore = this.caller.current;
    this.note(this.caller.step(frameIndex, callerVoice, this.agent.current));
    this.note(this.agent.step(frameIndex, agentVoice, callerBefore ?? this.caller.current));
    if (gaveWay && this.agent.current) this.agent.current.gaveWay = true;
    this.decide();
    return this.drafts;
  }

  /** The call is over: closes what is open and says the last turn. */
  finish(): TimelineDraft[] {
    this.drafts = [];
    this.endOverlap();
    for (const tracker of [this.caller, this.agent]) {
      const ended = tracker.close();
      if (ended) this.note({ ended });
    }
    this.decide();
    this.endTurn();
    return this.drafts;
  }

  private note({ began, ended }: { began?: Utterance; ended?: Utterance }): void {
    if (began) this.undecided.push({ utterance: began, classification: { kind: "undecided" } });
    if (ended?.status === "closed") {
      this.drafts.push({ kind: "utterance", lane: ended.lane, frameIndex: ended.startFrame, endFrameIndex: ended.endFrame });
    }
  }

  private decide(): void {
    if (this.undecided.length === 0) return;
    for (const tracked of this.undecided) {
      if (tracked.classification.kind !== "undecided" || tracked.utterance.status === "dropped") continue;
      const { utterance } = tracked;
      // without an utterance below it, it takes the floor, but only once it proves to be one at all
      if (utterance.over === null && utterance.status === "open") continue;
      tracked.classification = classifyUtterance(utterance);
      this.say(tracked);
    }
    for (let front = this.undecided[0]; front && isSettled(front); front = this.undecided[0]) {
      this.undecided.shift();
      if (front.utterance.status === "closed" && front.classification.kind !== "backchannel") this.takeFloor(front.utterance);
    }
  }

  private say({ utterance, classification }: Tracked): void {
    const { lane, startFrame: frameIndex, endFrame: endFrameIndex } = utterance;
    if (classification.kind === "backchannel") this.drafts.push({ kind: "backchannel", lane, frameIndex, endFrameIndex });
    if (classification.kind === "bargeIn") {
      const stopMs = classification.stopFrames === null ? null : classification.stopFrames * FRAME_MS;
      this.drafts.push({ kind: "bargeIn", frameIndex, stopMs });
    }
  }

  private takeFloor({ lane, startFrame, endFrame }: Utterance): void {
    const turn = this.turn;
    if (turn?.lane === lane) {
      if (startFrame > turn.endFrame) this.drafts.push({ kind: "pause", lane, frameIndex: turn.endFrame, endFrameIndex: startFrame });
      turn.endFrame = Math.max(turn.endFrame, endFrame);
      return;
    }
    this.endTurn();
    if (turn && startFrame > turn.endFrame) this.drafts.push({ kind: "gap", frameIndex: turn.endFrame, endFrameIndex: startFrame });
    this.turn = { lane, startFrame, endFrame };
  }

  private endTurn(): void {
    if (!this.turn) return;
    const { lane, startFrame, endFrame } = this.turn;
    this.drafts.push({ kind: "turn", lane, frameIndex: startFrame, endFrameIndex: endFrame });
    this.turn = null;
  }

  private stepOverlap(frameIndex: number, both: boolean): void {
    if (both) {
      this.overlap ??= { startFrame: frameIndex, endFrame: frameIndex };
      this.overlap.endFrame = frameIndex + 1;
    } else if (this.overlap && frameIndex + 1 - this.overlap.endFrame > OVERLAP_HOLE_FRAMES) {
      this.endOverlap();
    }
  }

  private endOverlap(): void {
    if (!this.overlap) return;
    this.drafts.push({ kind: "overlap", frameIndex: this.overlap.startFrame, endFrameIndex: this.overlap.endFrame });
    this.overlap = null;
  }
}

function isSettled({ utterance, classification }: Tracked): boolean {
  if (utterance.status === "dropped") return true;
  return utterance.status === "closed" && classification.kind !== "undecided";
}
