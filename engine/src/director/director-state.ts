/** What the director remembers between two frames: plain data. Numbers of frames are of 80 ms. */
import { FRAME_MS } from "@duologue/protocol";

export function framesOf(ms: number): number {
  return Math.ceil(ms / FRAME_MS);
}

/** A node left for a moment, to be taken up where it stood. */
export interface Aside {
  homeId: string;
  nodeStartFrame: number;
  nodeText: string;
  matchedAtFrame: Record<string, number>;
  /** the speaker has lines left for it: the answer belongs to one before its last */
  hasLinesLeft: boolean;
  /** the caller has answered its question since */
  answeredAtFrame: number | null;
}

export interface DirectorState {
  /** null: nothing entered yet */
  nodeId: string | null;
  callStartFrame: number;
  /** when the node's time began; a prompt in between does not begin it anew */
  nodeStartFrame: number;
  /** when the last transition was */
  enteredAtFrame: number;
  /** what the persona has said since the node was entered (its end, bounded) */
  nodeText: string;
  /** the persona has been heard in this node */
  hasSpoken: boolean;
  /** the scripted speaker's lines for the node that were not begun by the last frame; 0 where it finds its own words */
  linesLeft: number;
  agentQuietFrames: number;
  callerQuietFrames: number;
  lastVoiceFrame: number;
  /** voiced frames of what may become the caller's turn */
  callerTurnFrames: number;
  /** the caller has answered since the persona's last line of this node; null: not yet */
  answeredAtFrame: number | null;
  /** persona_said edges: when each matched first */
  matchedAtFrame: Record<string, number>;
  /** an edge was ready, but nobody was quiet: since when */
  readySinceFrame: number | null;
  /** silence edges: how often each was taken since the caller was last heard or chose */
  silencesTaken: Record<string, number>;
  /** one transition per quiet boundary: this one is used up until somebody speaks */
  boundaryUsed: boolean;
  /** the node's own line, while it is not over */
  line: { commandId: string; giveUpAtFrame: number; interruptible: boolean; hasBegun: boolean } | null;
  /** in a Say that prompts a silent caller and leads back: what it came from */
  aside: Aside | null;
  /** node of every command not yet finished */
  commandNodes: Record<string, string>;
  commandCount: number;
  /** recent entries, for the visit cap */
  visits: { nodeId: string; frameIndex: number }[];
  /** the node whose choices are on offer */
  offeredNodeId: string | null;
  hasEnded: boolean;
}

export function createDirectorState(): DirectorState {
  return {
    nodeId: null,
    callStartFrame: 0,
    nodeStartFrame: 0,
    enteredAtFrame: 0,
    nodeText: "",
    hasSpoken: false,
    linesLeft: 0,
    agentQuietFrames: 0,
    callerQuietFrames: 1_000,
    lastVoiceFrame: 0,
    callerTurnFrames: 0,
    answeredAtFrame: null,
    matchedAtFrame: {},
    readySinceFrame: null,
    silencesTaken: {},
    boundaryUsed: false,
    line: null,
    aside: null,
    commandNodes: {},
    commandCount: 0,
    visits: [],
    offeredNodeId: null,
    hasEnded: false,
  };
}
