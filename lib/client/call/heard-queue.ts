/** Facts that belong to a moment of the persona's sound wait here until that moment has been heard. */

export interface HeardQueue<T> {
  push(frameIndex: number, value: T): void;
  /** All values up to and including this frame, in order. */
  take(upToFrameIndex: number): T[];
  takeAll(): T[];
}

export function createHeardQueue<T>(): HeardQueue<T> {
  let waiting: { frameIndex: number; value: T }[] = [];
  return {
    push(frameIndex, value) {
      const at = waiting.findLastIndex((item) => item.frameIndex <= frameIndex);
      waiting.splice(at + 1, 0, { frameIndex, value });
    },
    take(upToFrameIndex) {
      const count = waiting.findIndex((item) => item.frameIndex > upToFrameIndex);
      if (count === 0 || waiting.length === 0) return [];
      return waiting.splice(0, count === -1 ? waiting.length : count).map((item) => item.value);
    },
    takeAll() {
      const all = waiting.map((item) => item.value);
      waiting = [];
      return all;
    },
  };
}
