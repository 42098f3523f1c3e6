import { expect, it } from "vitest";
import { createHeardQueue } from "./heard-queue";

it("gives facts out when their frame is heard, in the order of frames, equals in the order of arrival", () => {
  const queue = createHeardQueue<string>();
  queue.push(10, "c");
  queue.push(4, "a");
  queue.push(10, "d");
  queue.push(6, "b");
  expect(queue.take(3)).toEqual([]);
  expect(queue.take(6)).toEqual(["a", "b"]);
  expect(queue.take(9)).toEqual([]);
  queue.push(12, "e");
  expect(queue.take(11)).toEqual(["c", "d"]);
  expect(queue.takeAll()).toEqual(["e"]);
  expect(queue.takeAll()).toEqual([]);
});
