/** The Python tests of training: measurements, figures, the order of steps. Needs Debian's python3-scipy and flite (`npm test` installs both), no PyTorch. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const PYTHON = "/usr/bin/python3"; // the one that Debian's packages are for

it("the Python tests pass, none left out", { timeout: 180_000 }, () => {
  const args = ["-m", "unittest", "discover", "-s", "training", "-p", "*_test.py", "-t", "."];
  const { stderr, error } = spawnSync(PYTHON, args, { cwd: path.join(import.meta.dirname, ".."), encoding: "utf8" });
  expect(error).toBeUndefined();
  expect(stderr).toMatch(/^Ran \d+ tests/m);
  expect(stderr.trim().split("\n").at(-1), stderr).toBe("OK");
});
