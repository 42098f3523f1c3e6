// What Playwright came to: its JSON report as {passed, failed, failures, playedAgain}, the failures being {title, reason}.
import { shortenReason } from "./shorten-reason.mjs";

export function readBrowserReport({ stats, suites, errors }) {
  const specs = suites.flatMap(specsOf);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: [
      ...specs.filter(isIn("unexpected")).map((spec) => ({ title: titleOf(spec), reason: reasonOf(spec) })),
      ...(errors ?? []).map(({ message }) => ({ title: "outside of any test", reason: shortenReason(message ?? "no reason was given") })),
    ],
    playedAgain: specs.filter(isIn("flaky")).map(titleOf),
  };
}

function specsOf({ suites = [], specs = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function isIn(state) {
  return ({ tests }) => tests.some(({ status }) => status === state);
}

function titleOf({ file, line, title }) {
  return `e2e/specs/${file}:${line} ${title}`;
}

/** The last try's: one that was played again failed twice. */
function reasonOf({ tests }) {
  const { error, status } = tests.flatMap(({ results }) => results).at(-1) ?? {};
  return shortenReason(error?.message ?? status ?? "no reason was given");
}
