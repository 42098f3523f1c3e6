import { expect, test } from "vitest";
import { deviceWords } from "./device-words";

test.each([
  ["cpu", "CPU"],
  ["cpu, 8 threads", "CPU, 8 threads"],
  ["cuda:0 NVIDIA H100", "cuda:0 NVIDIA H100"],
])("%s reads %s", (device, words) => expect(deviceWords(device)).toBe(words));
