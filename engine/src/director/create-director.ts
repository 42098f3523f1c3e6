/** A director for one call: the pure step with its state kept. */
import type { DirectorProgram } from "@duologue/persona";
import type { Director, DirectorInput, DirectorOutput } from "../call/ports";
import { createDirectorState } from "./director-state";
import { stepDirector } from "./step-director";

export function createDirector(program: DirectorProgram): Director {
  let state = createDirectorState();
  return {
    step(input: DirectorInput): DirectorOutput {
      const { state: next, output } = stepDirector(program, state, input);
      state = next;
      return output;
    },
  };
}
