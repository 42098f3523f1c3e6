import type { CallReport, PersonaReport, SuiteReport } from "./suite-report";

/** JUnit XML as build servers read it: a test suite for each persona, a test case for each scenario and each threshold. */
export function writeJunit(report: SuiteReport): string {
  const suites = report.personas.map((persona) => writePersona(report, persona));
  const totals = suites.reduce((sum, { tests, failures }) => ({ tests: sum.tests + tests, failures: sum.failures + failures }), {
    tests: 0,
    failures: 0,
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(report.suite.name)}" tests="${totals.tests}" failures="${totals.failures}">`,
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}

function writePersona(report: SuiteReport, persona: PersonaReport) {
  const className = `${report.suite.name}.${persona.name}`;
  const cases = [
    ...persona.scenarios.map(({ id, category, passed, calls }) =>
      writeCase(`${className}.${category}`, id, passed === null ? "skipped" : calls.flatMap(describeFailures)),
    ),
    ...persona.thresholds.map(({ figure, min, max, value, passed }) => {
      const wanted = [min === null ? "" : `at least ${min}`, max === null ? "" : `at most ${max}`]
        .filter((words) => words !== "")
        .join(" and ");
      return writeCase(`${className}.thresholds`, figure, passed ? [] : [`expected ${wanted}, received ${value ?? "no value"}`]);
    }),
  ];
  const failures = cases.filter(({ failed }) => failed).length;
  const skipped = cases.length - cases.filter(({ judged }) => judged).length;
  const properties = [
    ["suite sha256", report.suite.sha256],
    ["persona sha256", persona.sha256],
    ["engine", report.build.engine],
    ["runner", report.build.runner],
    ["speaker", report.speakers.map(({ title, model, weightsSha256 }) => `${title} (${model}, ${weightsSha256 ?? "no hash"})`).join("; ")],
  ].map(([name, value]) => `      <property name="${name}" value="${escapeXml(value ?? "")}"/>`);
  const xml = [
    `  <testsuite name="${escapeXml(className)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}">`,
    "    <properties>",
    ...properties,
    "    </properties>",
    ...cases.map((one) => one.xml),
    "  </testsuite>",
  ].join("\n");
  return { xml, tests: cases.length, failures };
}

/** No failures: passed. */
function writeCase(className: string, name: string, failures: readonly string[] | "skipped") {
  const head = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}"`;
  if (failures === "skipped") {
    const xml = `${head}>\n      <skipped message="nothing of what was expected could be judged"/>\n    </testcase>`;
    return { failed: false, judged: false, xml };
  }
  const [first] = failures;
  if (first === undefined) return { failed: false, judged: true, xml: `${head}/>` };
  const xml = `${head}>\n      <failure message="${escapeXml(first)}">${escapeXml(failures.join("\n"))}</failure>\n    </testcase>`;
  return { failed: true, judged: true, xml };
}

export function describeFailures(call: CallReport): string[] {
  if (call.passed !== false) return [];
  if (call.checks.length === 0) return [`call ${call.repeat}: ${call.ended}`];
  return call.checks.filter(({ status }) => status === "failed").map(({ name, detail }) => `call ${call.repeat}: ${name}: ${detail}`);
}

/** Control characters have no place in XML at all. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/\n/g, "&#10;")
  );
}
