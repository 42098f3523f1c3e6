"use client";

import { ProtocolError } from "@duologue/protocol";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SpeakerChoice } from "@/components/call/speaker-choice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { api } from "@/lib/client/api";
import { useEngineHealth } from "@/lib/client/use-engine-health";
import { useSubmit } from "@/lib/client/use-submit";
import { formatCount } from "@/lib/shared/format";
import { findRunSlots } from "@/lib/shared/run-slots";
import type { StartRunInput } from "@/lib/shared/suite-runs";
import type { SuiteDetail } from "@/lib/shared/suites";
import { chooseAnswerer, type NextAnswer, whoAnswers } from "@/lib/shared/who-answers";
import { proposeCallsAtOnce, roomWords } from "./calls-at-once";
import { PersonaVersionPicker, readVersionKey, usePersonaVersions, versionKey } from "./persona-version-picker";
import { ScenarioPicker } from "./scenario-picker";

/** Whom to call, which scenarios, how often; says how many calls that comes to and who will answer. */
export function RunDialog({ suite, onClose }: { suite: SuiteDetail; onClose: () => void }) {
  const router = useRouter();
  const submit = useSubmit();
  const list = usePersonaVersions();
  const [ticked, setTicked] = useState<string[]>();
  // where there is no choice, none has to be made
  const [only, ...others] = list.data ?? [];
  const personas = ticked ?? (only && others.length === 0 ? [versionKey({ personaId: only.id })] : []);
  const [isWhole, setWhole] = useState(true);
  const [scenarios, setScenarios] = useState<ReadonlySet<string>>(() => new Set(suite.scenarios.map(({ id }) => id)));
  const [repeats, setRepeats] = useState(String(suite.repeats));
  // until somebody types a number, as many as whoever is chosen can answer
  const [typedCallsAtOnce, setTypedCallsAtOnce] = useState<string>();
  const [judge, setJudge] = useState(false);
  const [offer, setOffer] = useState<string | null>(null);
  const { data: health } = useEngineHealth();
  const answers = health ? whoAnswers(health.engines ?? []) : null;
  const answerer = answers?.status === "ready" ? chooseAnswerer(answers, offer) : null;
  const room = answerer ? findRunSlots(health?.engines ?? [], answerer.offer) : null;
  const callsAtOnce = typedCallsAtOnce ?? String(proposeCallsAtOnce(room));
  const chosen = isWhole ? suite.scenarioCount : scenarios.size;
  const calls = chosen * (Number(repeats) || 0) * (suite.needsPersona ? personas.length : 1);

  /** takes another choice, and the words about the one before */
  function choose<T>(field: string, set: (value: T) => void): (value: T) => void {
    return (value) => {
      set(value);
      submit.settle(field);
    };
  }

  async function start() {
    if (suite.needsPersona && personas.length === 0)
      throw new ProtocolError("invalid_input", undefined, { fields: { personas: "Choose whom to call." } });
    const input: StartRunInput = {
      suiteId: suite.id,
      personas: suite.needsPersona ? personas.map(readVersionKey) : [],
      repeats: Number(repeats),
      callsAtOnce: Number(callsAtOnce),
      judge,
      offer: answerer?.offer ?? null,
      ...(isWhole ? {} : { scenarios: [...scenarios] }),
    };
    const { id } = await api.post<{ id: string }>("/api/suite-runs", input);
    router.push(`/suites/runs/${id}`);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Run ${suite.title}`}
      description="Calls are played in real time on slots that nobody needs; at least one is left for people. A run goes on where it was when the studio is started again."
      footer={
        <>
          <p className="mr-auto self-center text-muted text-sm tabular-nums" role="status">
            {formatCount(calls, "call")}
          </p>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" form="run-form" pending={submit.pending}>
            Start the run
          </Button>
        </>
      }
    >
      <form id="run-form" noValidate onSubmit={submit.handle(start)} onChange={submit.handleChange} className="flex flex-col gap-6">
        <FormError message={submit.error} />
        {answers ? <WhoWillAnswer answers={answers} offer={offer} onOffer={setOffer} /> : null}
        {suite.needsPersona ? (
          <fieldset className="min-w-0">
            <legend className="mb-2 font-medium text-sm">Personas to measure, side by side</legend>
            <p className="mb-2 text-muted text-sm">The first that you tick is what the others are compared with.</p>
            <PersonaVersionPicker list={list} chosen={personas} onChange={choose("personas", setTicked)} error={submit.fields.personas} />
          </fieldset>
        ) : (
          <p className="text-muted text-sm">This suite brings its own personas.</p>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Repeats" hint="how often each scenario is played" error={submit.fields.repeats}>
            <Input
              name="repeats"
              type="number"
              min={1}
              max={20}
              value={repeats}
              onChange={(event) => setRepeats(event.currentTarget.value)}
            />
          </Field>
          <Field
            label="Calls at once, at most"
            hint={`${answerer && room ? `${roomWords(answerer.speaker, room)}; ` : ""}fewer on a slow machine`}
            error={submit.fields.callsAtOnce}
          >
            <Input
              name="callsAtOnce"
              type="number"
              min={1}
              max={64}
              value={callsAtOnce}
              onChange={(event) => setTypedCallsAtOnce(event.currentTarget.value)}
            />
          </Field>
        </div>
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="mb-2 font-medium text-sm">Scenarios</legend>
          <Checkbox checked={isWhole} onCheckedChange={choose("scenarios", setWhole)} label={`All ${suite.scenarioCount}`} />
          {isWhole ? null : (
            <ScenarioPicker
              scenarios={suite.scenarios}
              chosen={scenarios}
              onChange={choose("scenarios", setScenarios)}
              error={submit.fields.scenarios}
            />
          )}
        </fieldset>
        {suite.judgeChecks > 0 ? (
          <JudgeChoice suite={suite} checked={judge} onChange={choose("judge", setJudge)} error={submit.fields.judge} />
        ) : null}
      </form>
    </Dialog>
  );
}

interface JudgeChoiceProps {
  suite: SuiteDetail;
  checked: boolean;
  onChange: (checked: boolean) => void;
  error: string | undefined;
}

/** Off unless it is wanted: prompt and transcript of each call leave the studio. */
function JudgeChoice({ suite, checked, onChange, error }: JudgeChoiceProps) {
  const checks = formatCount(suite.judgeChecks, "check");
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-2 font-medium text-sm">Judge</legend>
      {suite.judgeModel === null ? (
        <p className="text-muted text-sm">
          {checks} of this suite {suite.judgeChecks === 1 ? "asks" : "ask"} a judge and {suite.judgeChecks === 1 ? "is" : "are"} left out:
          the studio is set up with none (EVAL_JUDGE_URL).
        </p>
      ) : (
        <>
          <Checkbox checked={checked} onCheckedChange={onChange} label={`Ask ${suite.judgeModel} what ${checks} ask`} />
          <p className="text-muted text-sm">
            The persona’s prompt and the transcript of each such call are sent to it; its answers are kept.
          </p>
        </>
      )}
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

interface WhoWillAnswerProps {
  answers: NextAnswer;
  offer: string | null;
  onOffer: (offer: string | null) => void;
}

function WhoWillAnswer({ answers, offer, onOffer }: WhoWillAnswerProps) {
  if (answers.status !== "ready")
    return (
      <p className="rounded-lg border border-warning/35 bg-warning/8 px-3 py-2 text-sm">
        No engine takes calls now. The run waits for one for a minute, then it breaks off and can be continued.
      </p>
    );
  const chosen = chooseAnswerer(answers, offer);
  const slots = formatCount(chosen.freeSlots, "free slot");
  if (answers.offers.length === 0)
    return (
      <p className="text-sm">
        <span className="text-muted">Answered by </span>
        {chosen.speaker.title}
        <span className="text-muted"> · {slots}</span>
      </p>
    );
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-medium text-sm">Who answers</legend>
      <SpeakerChoice own={answers.speaker} offers={answers.offers.map(({ speaker }) => speaker)} offer={offer} onOffer={onOffer} />
      <p className="mt-2 text-muted text-sm">{slots}</p>
    </fieldset>
  );
}
