import { ProtocolError } from "@duologue/protocol";
import { type FormEvent, useState } from "react";
import { checkedFieldsOf, fieldMistakes } from "./field-mistakes";

export interface Submit {
  pending: boolean;
  /** words for the whole form; undefined while the fields' own words say it all */
  error: string | undefined;
  /** words for single fields, by name; a field that was changed since has none */
  fields: Record<string, string>;
  /** how often fields were refused: rises with each refusal, not as fields are corrected */
  refusals: number;
  /** runs the work once; a thrown ProtocolError becomes words, and the promise is then false */
  run: (work: () => Promise<void>) => Promise<boolean>;
  /** for a form's onSubmit: keeps the browser from sending it itself */
  handle: (work: () => Promise<void>) => (event: FormEvent) => void;
  /** the same for a form with `noValidate` whose fields are to be filled in: says in words per field what is not */
  handleFilled: (work: () => Promise<void>) => (event: FormEvent<HTMLFormElement>) => void;
  /** puts an error up by hand, e.g. from a client-side check */
  fail: (error: ProtocolError) => void;
  clear: () => void;
  /** a field has been changed: its words were about what stood there before */
  settle: (field: string) => void;
  /** for a form's onChange: settles what is typed in, by the input's `name` */
  handleChange: (event: FormEvent<HTMLFormElement>) => void;
}

/** The states of a form that is sent: pending, refused with words, done. */
export function useSubmit(): Submit {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ProtocolError>();
  const [fields, setFields] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);

  function fail(error: ProtocolError) {
    setFailure(error);
    setFields(error.fields);
    if (Object.keys(error.fields).length > 0) setRefusals((count) => count + 1);
  }

  function clear() {
    setFailure(undefined);
    setFields({});
  }

  function settle(field: string) {
    if (Object.hasOwn(fields, field)) setFields(({ [field]: _, ...others }) => others);
  }

  async function run(work: () => Promise<void>): Promise<boolean> {
    setPending(true);
    clear();
    try {
      await work();
      return true;
    } catch (cause) {
      fail(cause instanceof ProtocolError ? cause : new ProtocolError("internal"));
      return false;
    } finally {
      setPending(false);
    }
  }

  const onlyFields = failure?.code === "invalid_input" && Object.keys(failure.fields).length > 0;
  return {
    pending,
    error: failure && !onlyFields ? failure.message : undefined,
    fields,
    refusals,
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
      else fail(new ProtocolError("invalid_input", undefined, { fields: mistakes }));
    },
    fail,
    clear,
    settle,
    handleChange: ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) settle(target.name);
    },
  };
}
