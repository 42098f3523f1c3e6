/** Of the caller's voice over a line: more than a cough, and more than an "mm-hm". */
const OVER_FRAMES = 4;
const LONG_OVER_FRAMES = 10;
/** As long may the caller's voice, or the speaker's, be away between two sounds. */
const DIP_FRAMES = 3;
const QUIET_FRAMES = 2;

/**
 * Watches a line that a model is made to say, frame by frame, for a caller who talks over it. The model hears that and falls silent by itself, but the
 * rest of the line would go on after the longest pause that it may make; so the line is to be let go of where the model has fallen silent under the
 * caller's voice, or where the caller has spoken over it for longer than listeners do.
 */
export class BreakIn {
  private isHeard = false;
  private overFrames = 0;
  private callerSilentFrames = 0;
  private quietFrames = 0;

  /** True where the line is to be let go of. */
  step(agentVoice: boolean, callerVoice: boolean): boolean {
    this.isHeard ||= agentVoice;
    // before its first sound nobody can talk over it
    if (!this.isHeard) return false;
    this.quietFrames = agentVoice ? 0 : this.quietFrames + 1;
    this.callerSilentFrames = callerVoice ? 0 : this.callerSilentFrames + 1;
    if (callerVoice) this.overFrames += 1;
    else if (this.callerSilentFrames > DIP_FRAMES) this.overFrames = 0;
    return this.overFrames >= LONG_OVER_FRAMES || (this.overFrames >= OVER_FRAMES && this.quietFrames >= QUIET_FRAMES);
  }
}
