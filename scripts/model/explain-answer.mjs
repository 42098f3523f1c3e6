// What the hub's refusal means and what to do about it. The hub names the reason in X-Error-Code; the status alone says too little:
// 401 stands for a missing token, a wrong one, and a repository that does not exist.
import { PullError } from "./pull-error.mjs";

/**
 * @param {Response} response
 * @param {{ repo: string, revision: string, endpoint: string, hasToken: boolean }} asked
 */
export function explainAnswer(response, { repo, revision, endpoint, hasToken }) {
  const reason = response.headers.get("x-error-code") ?? "";
  const { status } = response;
  const page = `${endpoint}/${repo}`;
  const tokens = `${endpoint}/settings/tokens`;
  if (new URL(response.url).origin !== new URL(endpoint).origin)
    return new PullError("hub_failed", `The hub's file store answered ${status}. Try again in some minutes.`);
  if (status === 401 && hasToken) {
    return new PullError(
      "token_invalid",
      `The hub does not know the token in HF_TOKEN: it was mistyped, has expired or was revoked.\nMake a new one with read access at ${tokens}, put it into .env as HF_TOKEN=hf_…, and run the command again.`,
    );
  }
  if (reason === "GatedRepo" && !hasToken) {
    return new PullError(
      "token_missing",
      `${repo} is given only to people who accepted its licence, and no token says who you are.\n1. Open ${page}, sign in and accept the licence.\n2. Make a token with read access at ${tokens}.\n3. Put it into .env as HF_TOKEN=hf_… and run the command again.`,
    );
  }
  if (status === 403 && hasToken) {
    return new PullError(
      "licence_not_accepted",
      `The hub refuses ${repo} to the account of HF_TOKEN.\nOpen ${page}, sign in with that account and accept the licence; some owners answer only after a while. A fine-grained token also needs "read access to public gated repositories" (${tokens}).\nThen run the command again.`,
    );
  }
  if (reason === "RevisionNotFound") {
    return new PullError(
      "not_found",
      `${repo} has no revision ${revision}.\nSee ${page}/commits for those it has, or leave --revision out.`,
    );
  }
  if (reason === "EntryNotFound") {
    return new PullError(
      "not_found",
      `A file that ${repo} lists is not there.\nRun the command again; if it stays so, look at ${page}/tree/${revision}.`,
    );
  }
  if (status === 404 || (status === 401 && !hasToken)) {
    const orPrivate = hasToken ? "or HF_TOKEN may not see it" : "or it is private and needs a token (HF_TOKEN=hf_… in .env)";
    return new PullError(
      "not_found",
      `There is no ${repo} at ${endpoint}, ${orPrivate}.\nCheck the spelling: owner/name, as in nvidia/personaplex-7b-v1.`,
    );
  }
  const isBusy = status === 429 || status >= 500;
  return new PullError(
    isBusy ? "hub_failed" : "refused",
    status === 429
      ? "The hub asks to slow down (429). Wait some minutes and run the command again; with a token in HF_TOKEN it allows more."
      : `The hub answered ${status} for ${repo}. ${isBusy ? "It has a fault of its own: try again in some minutes." : `Look at ${page}.`}`,
  );
}
