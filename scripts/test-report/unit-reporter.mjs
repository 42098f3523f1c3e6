// What Vitest came to, for `npm test`: a file of {passed, failed, failures, playedAgain}, the failures being {title, reason}. Vitest is told where by its
// reporter's option `outputFile`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { shortenReason } from "./shorten-reason.mjs";

export default class UnitReporter {
  constructor({ outputFile }) {
    this.outputFile = outputFile;
  }

  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    // a hook that fails, a file that does not load: no test of theirs has failed, and still none of them holds
    const rooms = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failures = [
      ...inState("failed").map((test) => ({ title: titleOf(test), reason: reasonOf(test.result().errors) })),
      ...rooms.filter((room) => room.errors().length > 0).map((room) => ({ title: titleOf(room), reason: reasonOf(room.errors()) })),
      ...unhandledErrors.map((error) => ({ title: "outside of any test", reason: reasonOf([error]) })),
    ];
    mkdirSync(path.dirname(this.outputFile), { recursive: true });
    writeFileSync(
      this.outputFile,
      JSON.stringify({
        passed: inState("passed").length,
        failed: inState("failed").length,
        failures,
        playedAgain: inState("passed")
          .filter((test) => test.diagnostic()?.flaky)
          .map(titleOf),
      }),
    );
  }
}

function titleOf(entity) {
  const file = (entity.module ?? entity).relativeModuleId;
  return entity.fullName ? `${file} ${entity.fullName}` : file;
}

function reasonOf(errors) {
  return shortenReason(errors?.[0]?.message ?? errors?.[0]?.stack ?? "no reason was given");
}
