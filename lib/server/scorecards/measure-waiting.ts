import { CLAIM_MS, type ClaimedScorecard, claimNextScorecard } from "./claim-next-scorecard";
import { type Measured, measureRecording } from "./measure-recording";
import { renewClaim } from "./renew-claim";
import { storeScorecard } from "./store-scorecard";

/** Measures one call after the other until none waits, or this studio is being stopped. Returns how many. */
export async function measureWaiting(): Promise<number> {
  for (let measured = 0; ; measured++) {
    const claimed = await claimNextScorecard();
    if (!claimed) return measured;
    const outcome = await measureClaimed(claimed);
    await storeScorecard(claimed, outcome);
    if (!outcome.ok && outcome.failure === "stopped") return measured;
  }
}

async function measureClaimed(claimed: ClaimedScorecard): Promise<Measured> {
  const renewing = setInterval(() => void renewClaim(claimed).catch(() => undefined), CLAIM_MS / 3);
  renewing.unref();
  try {
    return await measureRecording(claimed.recordingKey, claimed.timelineKey);
  } catch {
    // the storage itself
    return { ok: false, failure: "broke_off" };
  } finally {
    clearInterval(renewing);
  }
}
