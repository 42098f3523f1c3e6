/** Packets on their way to the socket. While the socket is backed up they wait here, never more than half a second; the oldest go first, and are counted. */

const MOST_PACKETS = 25;

export interface OutgoingPacket {
  seq: number;
  bytes: Uint8Array;
}
export interface SendQueue {
  push(packet: OutgoingPacket): void;
  /** Everything waiting, as runs of consecutive numbers (a run is one message), and empties the queue. */
  takeRuns(): OutgoingPacket[][];
  clear(): void;
  readonly waiting: number;
  readonly dropped: number;
}

export function createSendQueue(): SendQueue {
  let packets: OutgoingPacket[] = [];
  let dropped = 0;
  return {
    push(packet) {
      packets.push(packet);
      if (packets.length > MOST_PACKETS) {
        packets.shift();
        dropped++;
      }
    },
    takeRuns() {
      const runs: OutgoingPacket[][] = [];
      for (const packet of packets) {
        const run = runs.at(-1);
        if (run && run[run.length - 1]?.seq === packet.seq - 1) run.push(packet);
        else runs.push([packet]);
      }
      packets = [];
      return runs;
    },
    clear() {
      dropped += packets.length;
      packets = [];
    },
    get waiting() {
      return packets.length;
    },
    get dropped() {
      return dropped;
    },
  };
}
