import { describe, expect, test } from "vitest";
import {
  decodeAudioMessage,
  encodeAudioMessage,
  FRAME_MS,
  FRAME_RATE_HZ,
  FRAME_SAMPLES,
  MAX_MESSAGE_BYTES,
  MAX_PACKET_BYTES,
  MAX_PACKETS_PER_MESSAGE,
  PACKET_MS,
  PACKET_SAMPLES,
  PACKETS_PER_FRAME,
  SAMPLE_RATE_HZ,
} from "../src/index";

const bytes = (...values: number[]) => Uint8Array.from(values);
const malformed = (words: string) => expect.objectContaining({ code: "audio_malformed", message: expect.stringContaining(words) });

describe("audio clock", () => {
  test("one frame is 80 ms and four packets", () => {
    expect(FRAME_SAMPLES).toBe((SAMPLE_RATE_HZ * FRAME_MS) / 1_000);
    expect(FRAME_SAMPLES).toBe(PACKETS_PER_FRAME * PACKET_SAMPLES);
    expect(FRAME_MS).toBe(PACKETS_PER_FRAME * PACKET_MS);
    expect(FRAME_RATE_HZ).toBe(1_000 / FRAME_MS);
  });
  test("the largest message fits the limit of a socket message", () => {
    expect(8 + MAX_PACKETS_PER_MESSAGE * (2 + MAX_PACKET_BYTES)).toBeLessThan(MAX_MESSAGE_BYTES);
  });
});

describe("audio message", () => {
  test("golden bytes", () => {
    const message = encodeAudioMessage({ codec: "opus", seq: 0x01020304, packets: [bytes(0xaa), bytes(0xbb, 0xcc)] });
    expect([...new Uint8Array(message)]).toEqual([1, 0, 2, 0, 4, 3, 2, 1, 1, 0, 0xaa, 2, 0, 0xbb, 0xcc]);
  });

  test("comes back as it went, also out of a larger buffer", () => {
    const sent = { codec: "pcm16" as const, seq: 4_294_967_295, packets: [new Uint8Array(960).fill(7), new Uint8Array(960).fill(9)] };
    const encoded = new Uint8Array(encodeAudioMessage(sent));
    const inside = new Uint8Array(encoded.length + 10);
    inside.set(encoded, 5);
    expect(decodeAudioMessage(inside.subarray(5, 5 + encoded.length))).toEqual(sent);
    expect(decodeAudioMessage(encoded.buffer)).toEqual(sent);
  });

  const good = () => new Uint8Array(encodeAudioMessage({ codec: "opus", seq: 1, packets: [bytes(1, 2, 3)] }));
  const changed = (at: number, value: number) => {
    const message = good();
    message[at] = value;
    return message;
  };
  test.each([
    ["no bytes at all", "hello", "binary data"],
    ["a number", 5, "binary data"],
    ["too few bytes", bytes(1, 0, 1), "8 header bytes"],
    ["another wire version", changed(0, 9), "wire version 1"],
    ["an unknown codec", changed(1, 7), "codec 0"],
    ["no packets", changed(2, 0), "1 to 50 packets"],
    ["too many packets", changed(2, 51), "1 to 50 packets"],
    ["fewer packets than it says", changed(2, 2), "2 packets"],
    ["an empty packet", changed(8, 0), "1 to 1500 bytes"],
    ["a packet longer than the data", changed(8, 200), "200 bytes"],
    ["bytes after the end", bytes(...good(), 0), "nothing after"],
    ["pcm16 of another length", changed(1, 1), "960 bytes"],
  ])("refuses %s and says what it expected", (_, data, words) => {
    expect(() => decodeAudioMessage(data)).toThrowError(malformed(words));
  });

  test("never throws anything else, whatever comes", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let k = 0; k < 2_000; k++) {
      const data = Uint8Array.from({ length: Math.floor(random() * 60) }, (_, i) =>
        i === 0 ? 1 : Math.floor(random() * (i < 3 ? 3 : 256)),
      );
      try {
        decodeAudioMessage(data);
      } catch (error) {
        expect(error).toMatchObject({ code: "audio_malformed" });
      }
    }
  });
});
