/** Common ways of saying no, over words without capitals, apostrophes and punctuation. */
export const REFUSALS: readonly RegExp[] = [
  /\b(cannot|can not|cant|could not|couldnt|unable to|not able to)\b/u,
  /\b(not possible|impossible|not available|not allowed|not permitted|not authori[sz]ed)\b/u,
  /\b(we|i|they) (do not|dont|no longer) (offer|have|provide|sell|serve|do|carry|accept|take|handle|support|know)\b/u,
  /\b(unfortunately|i m afraid|im afraid|i am afraid|outside (of )?(what|my)|against (our|the) (policy|rules))\b/u,
  /\b(will not|wont) be able to\b/u,
];
