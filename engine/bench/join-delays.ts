/** Frame in to frame out: when a caller's frame was sent, joined with when the persona's frame came that answered it. */

export interface CallTimes {
  /** by the caller's frame number less 1 */
  sentAtMs: ArrayLike<number>;
  /** by frame index of the call; NaN: not heard */
  heardAtMs: ArrayLike<number>;
  /** by frame index of the call: the number of the caller's frame that the model was given there, 0 for silence */
  numbers: ArrayLike<number>;
}

export interface Joined {
  delaysMs: number[];
  /** frames sent in that time whose answer was never heard: dropped on the way in, or the call ended */
  unanswered: number;
}

/** Of the frames that were sent from `fromMs` up to `toMs`. */
export function joinDelays({ sentAtMs, heardAtMs, numbers }: CallTimes, fromMs: number, toMs: number): Joined {
  const isInside = (atMs: number) => atMs >= fromMs && atMs < toMs;
  const delaysMs: number[] = [];
  for (let frameIndex = 0; frameIndex < numbers.length; frameIndex++) {
    const sent = sentAtMs[(numbers[frameIndex] as number) - 1];
    const heard = heardAtMs[frameIndex];
    if (sent === undefined || heard === undefined || Number.isNaN(heard) || !isInside(sent)) continue;
    delaysMs.push(heard - sent);
  }
  return { delaysMs, unanswered: Array.from(sentAtMs).filter(isInside).length - delaysMs.length };
}
