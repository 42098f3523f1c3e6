import { ProtocolError } from "@duologue/protocol";
import { type FormEvent, useState } from "react";
import { checkedFieldsOf, fieldMistakes } from "./field-mistakes";

export interface Submit {
  pending: boolean;
  /** words for the whole form; undefined while the fields' own words say it all */
  error: string | undefined;
  /** words for single fields, by name */
  fields: Record<string, string>;
  /** runs the work once; a thrown ProtocolError becomes words, and the promise is then false */
  run: (work: () => Promise<void>) => Promise<boolean>;
  /** for a form's onSubmit: keeps the browser from sending it itself */
  handle: (work: () => Promise<void>) => (event: FormEvent) => void;
  /** the same for a form with `noValidate` whose fields are to be filled in: says in words per field what is not */
  handleFilled: (work: () => Promise<void>) => (event: FormEvent<HTMLFormElement>) => void;
  /** puts an error up by hand, e.g. from a client-side check */
  fail: (error: ProtocolError) => void;
  clear: () => void;
}

/** The states of a form that is sent: pending, refused with words, done. */
export function useSubmit(): Submit {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ProtocolError>();

  async function run(work: () => Promise<void>): Promise<boolean> {
    setPending(true);
    setFailure(undefined);
    try {
      await work();
      return true;
    } catch (cause) {
      setFailure(cause instanceof ProtocolError ? cause : new ProtocolError("internal"));
      return false;
    } finally {
      setPending(false);
    }
  }

  const fields = failure?.fields ?? {};
  const onlyFields = failure?.code === "invalid_input" && Object.keys(fields).length > 0;
  return {
    pending,
    error: failure && !onlyFields ? failure.message : undefined,
    fields,
    run,
    handle: (work) => (event) => {
      event.preventDefault();
      if (!pending) void run(work);
    },
    handleFilled: (work) => (event) => {
      event.preventDefault();
      if (pending) return;
      const mistakes = fieldMistakes(checkedFieldsOf(event.currentTarget));
      if (Object.keys(mistakes).length === 0) void run(work);
      else setFailure(new ProtocolError("invalid_input", undefined, { fields: mistakes }));
    },
    fail: setFailure,
    clear: () => setFailure(undefined),
  };
}
