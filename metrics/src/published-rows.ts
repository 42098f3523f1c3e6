/**
 * Results that others published, to be shown beside ours and never as measured by us. Latencies in ms (published in s); null: not
 * published. `read` says how we know: from the source itself, or second-hand from somebody who quotes it.
 */
export interface Source {
  readonly name: string;
  readonly url: string | null;
  readonly read: "itself" | "secondHand";
}

export const SOURCES = {
  benchmark: {
    name: "Full-Duplex-Bench repository, table of v1 results",
    url: "https://github.com/DanielLin94144/Full-Duplex-Bench",
    read: "itself",
  },
  card: { name: "Model card of PersonaPlex-7b-v1", url: "https://huggingface.co/nvidia/personaplex-7b-v1", read: "itself" },
  paper: { name: "PersonaPlex paper, tables 1, 2, 4 and 5", url: null, read: "secondHand" },
  overlaps: { name: "Full-Duplex-Bench v1.5 paper", url: "https://arxiv.org/abs/2507.23159", read: "secondHand" },
  later: { name: "A later paper that repeats v1.5", url: null, read: "secondHand" },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof SOURCES;

/** Full-Duplex-Bench v1; rates are take-over rates. */
export interface DuplexRow {
  readonly model: string;
  readonly source: SourceName;
  readonly pauseSyntheticRate: number | null;
  readonly pauseCandorRate: number | null;
  readonly backchannelRate: number | null;
  readonly backchannelPerSecond: number | null;
  readonly backchannelDivergence: number | null;
  readonly smoothTurnRate: number | null;
  readonly smoothTurnLatencyMs: number | null;
  readonly interruptionRate: number | null;
  /** 0 to 5 by GPT-4o or gpt-4-turbo */
  readonly interruptionJudge: number | null;
  readonly interruptionLatencyMs: number | null;
}

export const DUPLEX_ROWS: readonly DuplexRow[] = [
  duplex("PersonaPlex, paper checkpoint", "benchmark", [0.584, 0.662, 0.327, 0.025, 0.649, 0.992, 70, 1, 4.21, 400]),
  duplex("PersonaPlex-7b-v1, released", "card", [0.358, 0.431, 0.273, 0.042, 0.662, 0.908, 170, 0.95, 4.29, 240]),
  duplex("Moshi", "benchmark", [0.985, 0.98, 1, 0.001, 0.957, 0.941, 265, 1, 0.765, 257]),
  duplex("dGSLM", "benchmark", [0.934, 0.935, 0.691, 0.015, 0.934, 0.975, 352, 0.917, 0.201, 2_531]),
  duplex("Freeze-Omni", "benchmark", [0.642, 0.481, 0.636, 0.001, 0.997, 0.336, 953, 0.867, 3.615, 1_409]),
  duplex("Gemini Live 2.0", "benchmark", [0.255, 0.31, 0.091, 0.012, 0.896, 0.655, 1_301, 0.891, 3.376, 1_183]),
  duplex("GPT-Realtime", "benchmark", [0.01, 0.12, 0, 0.007, 0.98, 1, 1_470, 0.97, 3.85, 1_500]),
  duplex("Qwen2.5-Omni", "paper", [null, null, null, null, null, null, null, null, 4.59, 2_740]),
];

type Ten = [N, N, N, N, N, N, N, N, N, N];
type N = number | null;

function duplex(model: string, source: SourceName, figures: Ten): DuplexRow {
  const [synthetic, candor, backchannel, perSecond, divergence, turn, turnMs, interruption, judge, interruptionMs] = figures;
  return {
    model,
    source,
    pauseSyntheticRate: synthetic,
    pauseCandorRate: candor,
    backchannelRate: backchannel,
    backchannelPerSecond: perSecond,
    backchannelDivergence: divergence,
    smoothTurnRate: turn,
    smoothTurnLatencyMs: turnMs,
    interruptionRate: interruption,
    interruptionJudge: judge,
    interruptionLatencyMs: interruptionMs,
  };
}

/** Full-Duplex-Bench v1.5: how often a judge saw the behaviour that was wanted. */
export interface OverlapRow {
  readonly model: string;
  readonly source: SourceName;
  readonly interruptionRespondRate: number;
  readonly backchannelResumeRate: number;
  readonly toOtherResumeRate: number;
  readonly backgroundResumeRate: number;
}

export const OVERLAP_ROWS: readonly OverlapRow[] = [
  overlap("GPT-4o Realtime", "overlaps", [0.78, 0.7, 0.02, 0.04]),
  overlap("Freeze-Omni", "overlaps", [0.72, 0.8, 0.25, 0.25]),
  overlap("Moshi", "overlaps", [0.5, 0.06, 0.19, 0.07]),
  overlap("Gemini Live", "overlaps", [0.33, 0.93, 0.99, 0.3]),
  overlap("Nova Sonic", "overlaps", [0.24, 0.98, 0.9, 0.98]),
  overlap("Gemini 3.1 Live", "later", [0.77, 0.95, 0.66, 0.66]),
];

function overlap(
  model: string,
  source: SourceName,
  [respond, backchannel, toOther, background]: [number, number, number, number],
): OverlapRow {
  return {
    model,
    source,
    interruptionRespondRate: respond,
    backchannelResumeRate: backchannel,
    toOtherResumeRate: toOther,
    backgroundResumeRate: background,
  };
}

/** Service-Duplex-Bench: task adherence 0 to 5 by GPT-4o, for the questions Q0 to Q6. */
export interface ServiceRow {
  readonly model: string;
  readonly source: SourceName;
  readonly byQuestion: readonly [number, number, number, number, number, number, number];
  readonly mean: number;
}

export const SERVICE_ROWS: readonly ServiceRow[] = [
  { model: "Gemini Live", source: "paper", byQuestion: [4.6, 4.7, 4.8, 4.9, 4.5, 4.7, 4.9], mean: 4.73 },
  { model: "PersonaPlex, paper checkpoint", source: "paper", byQuestion: [4.6, 4.6, 4.4, 4.5, 4.5, 4.3, 4.5], mean: 4.48 },
  { model: "Freeze-Omni", source: "paper", byQuestion: [3.9, 3.5, 3.8, 4.3, 4.1, 4.2, 4.3], mean: 4.02 },
  { model: "Qwen2.5-Omni", source: "paper", byQuestion: [1.3, 1.6, 2.6, 3.4, 3.3, 3.6, 3.5], mean: 2.76 },
  { model: "Moshi", source: "paper", byQuestion: [1.5, 1.4, 1.8, 2, 1.9, 2.1, 1.6], mean: 1.75 },
];

/** Likeness to the voice prompt, and what listeners thought of dialogues. */
export interface VoiceRow {
  readonly model: string;
  readonly source: SourceName;
  /** cosine of WavLM speaker embeddings, reply against voice prompt, user interruption set */
  readonly speakerSimilarity: number | null;
  /** mean opinion of dialogues, 1 to 5: Full-Duplex-Bench, Service-Duplex-Bench */
  readonly duplexOpinion: number | null;
  readonly serviceOpinion: number | null;
}

export const VOICE_ROWS: readonly VoiceRow[] = [
  voice("PersonaPlex, paper checkpoint", "paper", [0.57, 3.9, 3.59]),
  voice("PersonaPlex-7b-v1, released", "card", [0.65, null, null]),
  voice("Gemini Live", "paper", [0, 3.72, 3.22]),
  voice("Qwen2.5-Omni", "paper", [0.07, 3.7, 2.37]),
  voice("Freeze-Omni", "paper", [0.05, 3.51, 2.38]),
  voice("Moshi", "paper", [0.1, 3.11, 2.83]),
];

function voice(model: string, source: SourceName, [speakerSimilarity, duplexOpinion, serviceOpinion]: [N, N, N]): VoiceRow {
  return { model, source, speakerSimilarity, duplexOpinion, serviceOpinion };
}

/** PersonaPlex trained on a part of its data: speaker similarity, judge 0 to 5 on Full-Duplex-Bench and on Service-Duplex-Bench. */
export interface AblationRow {
  readonly dataShare: number;
  readonly source: SourceName;
  readonly speakerSimilarity: number;
  readonly duplexJudge: number;
  readonly serviceJudge: number;
}

export const ABLATION_ROWS: readonly AblationRow[] = [
  { dataShare: 1, source: "paper", speakerSimilarity: 0.57, duplexJudge: 4.21, serviceJudge: 4.48 },
  { dataShare: 0.5, source: "paper", speakerSimilarity: 0.56, duplexJudge: 4.52, serviceJudge: 4.24 },
  { dataShare: 0.25, source: "paper", speakerSimilarity: 0.54, duplexJudge: 4.44, serviceJudge: 4.2 },
  { dataShare: 0, source: "paper", speakerSimilarity: 0.1, duplexJudge: 0.77, serviceJudge: 1.75 },
];
