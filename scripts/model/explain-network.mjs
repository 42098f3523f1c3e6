// Why the hub was not reached, from the error that fetch ends with.
import { PullError } from "./pull-error.mjs";

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/;

/**
 * @param {unknown} error
 * @param {string} endpoint
 */
export function explainNetwork(error, endpoint) {
  const code = codeOf(error);
  if (UNTRUSTED.test(code)) {
    return new PullError(
      "no_network",
      `The certificate of ${endpoint} is not trusted here (${code}); a proxy may stand between.\nSet NODE_EXTRA_CA_CERTS to the proxy's certificate file and run the command again.`,
    );
  }
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const hint = proxy ? "\nHTTPS_PROXY is set: Node 24 and newer use it when NODE_USE_ENV_PROXY=1 is set too; older ones do not." : "";
  return new PullError(
    "no_network",
    `${endpoint} cannot be reached (${code}).\nCheck this machine's network, or name a mirror with --endpoint or HF_ENDPOINT, and run the command again.${hint}`,
  );
}

/** The innermost code: fetch says "fetch failed" and keeps the reason in `cause`. */
function codeOf(error) {
  let code = "no answer";
  for (let at = error; at instanceof Error; at = at.cause) if (typeof at.code === "string") code = at.code;
  return code;
}
