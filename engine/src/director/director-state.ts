/** What the director remembers between two frames: plain data. Numbers of frames are of 80 ms. */
import { FRAME_MS } from "@duologue/protocol";

export function framesOf(ms: number): number {
  return Math.ceil(ms / FRAME_MS);
}

export interface DirectorState {
  /** null: nothing entered yet */
  nodeId: string | null;
  callStartFrame: number;
  nodeStartFrame: number;
  /** what the persona has said since the node was entered (its end, bounded) */
  nodeText: string;
  /** the persona has been heard in this node */
  hasSpoken: boolean;
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
  line: { commandId: string; giveUpAtFrame: number } | null;
  /** node of every command not yet finished */
  commandNodes: Record<string, string>;
  commandCount: number;
  /** recent entries, for the visit cap */
  visits: { nodeId: string; frameIndex: number }[];
  offersChoices: boolean;
  hasEnded: boolean;
}

export function createDirectorState(): DirectorState {
  return {
    nodeId: null,
    callStartFrame: 0,
    nodeStartFrame: 0,
    nodeText: "",
    hasSpoken: false,
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
    commandNodes: {},
    commandCount: 0,
    visits: [],
    offersChoices: false,
    hasEnded: false,
  };
}
