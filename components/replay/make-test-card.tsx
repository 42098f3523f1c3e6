"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { Field, Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { api } from "@/lib/client/api";
import { useResource } from "@/lib/client/use-resource";
import { useSubmit } from "@/lib/client/use-submit";
import { categoryWords } from "@/lib/shared/category-words";
import { formatCount } from "@/lib/shared/format";
import { EXPECTED_CATEGORIES, type MakeTestInput, type MakeTestReply, type SuiteSummary } from "@/lib/shared/suites";
import type { Span } from "./test-span";

const NEW = "new";
type Category = (typeof EXPECTED_CATEGORIES)[number];

export interface MakeTestCardProps {
  callId: string;
  personaName: string;
  span: Span;
  durationMs: number;
  onSpan: (span: Span) => void;
  onClose: () => void;
}

/** What the caller said in the chosen stretch becomes a scenario: its name, what is expected, and where it goes. */
export function MakeTestCard({ callId, personaName, span, durationMs, onSpan, onClose }: MakeTestCardProps) {
  const submit = useSubmit();
  const { data: suites } = useResource<SuiteSummary[]>("/api/suites");
  const own = suites?.filter(({ isBundled }) => !isBundled) ?? [];
  const [title, setTitle] = useState("");
  const [category, setCategory] = useState<Category>("words");
  const [mustSay, setMustSay] = useState("");
  const [mustNotSay, setMustNotSay] = useState("");
  const [suiteId, setSuiteId] = useState(NEW);
  const [suiteTitle, setSuiteTitle] = useState(`Calls with ${personaName}`.slice(0, 120));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [made, setMade] = useState<MakeTestReply>();
  // the stretch is also drawn above: what was said of another is no longer true
  const [sentSpan, setSentSpan] = useState<Span>();

  async function make() {
    setSentSpan(span);
    const input: MakeTestInput = {
      title,
      category,
      ...span,
      mustSay: linesOf(mustSay),
      mustNotSay: linesOf(mustNotSay),
      ...(suiteId === NEW ? { suiteTitle } : { suiteId }),
    };
    const reply = await api.post<MakeTestReply>(`/api/calls/${callId}/test`, input);
    setMade(reply);
    setSuiteId(reply.suiteId);
  }

  return (
    <Card>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>Make a test</CardTitle>
          <CardDescription>
            What the caller said in the stretch that is marked above is cut out and said again to whoever is tested, each line at what it
            followed. The recording becomes part of the suite.
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        {made ? (
          <div className="flex flex-col gap-4">
            <p role="status" className="text-sm">
              Test added, with {formatCount(made.lines, "line")} of the caller.
            </p>
            <div className="flex flex-wrap gap-2">
              <Button asChild variant="primary">
                <Link href={`/suites/${made.suiteId}`}>Open the suite</Link>
              </Button>
              <Button
                onClick={() => {
                  setMade(undefined);
                  setTitle("");
                }}
              >
                Make another
              </Button>
              <Button variant="ghost" onClick={onClose}>
                Close
              </Button>
            </div>
          </div>
        ) : (
          <form noValidate onSubmit={submit.handleFilled(make)} onChange={submit.handleChange} className="flex flex-col gap-5">
            <FormError message={submit.error} />
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label="Name of the test" error={submit.fields.title}>
                <Input
                  ref={first}
                  name="title"
                  required
                  maxLength={200}
                  value={title}
                  onChange={(event) => setTitle(event.currentTarget.value)}
                />
              </Field>
              <Field label="What it tests" error={submit.fields.category}>
                <Select
                  value={category}
                  options={EXPECTED_CATEGORIES.map((value) => ({ value, label: categoryWords(value) }))}
                  onValueChange={(value) => {
                    setCategory(value as Category);
                    submit.settle("category");
                  }}
                />
              </Field>
              <Seconds label="From" valueMs={span.fromMs} onChange={(fromMs) => onSpan({ ...span, fromMs: clamp(fromMs, 0, span.toMs) })} />
              <Seconds
                label="To"
                valueMs={span.toMs}
                error={span === sentSpan ? submit.fields.toMs : undefined}
                onChange={(toMs) => onSpan({ ...span, toMs: clamp(toMs, span.fromMs, durationMs) })}
              />
              <Field label="The persona must say" aside="one a line, optional" error={submit.fields.mustSay}>
                <Textarea name="mustSay" rows={2} value={mustSay} onChange={(event) => setMustSay(event.currentTarget.value)} />
              </Field>
              <Field label="It must not say" aside="one a line, optional" error={submit.fields.mustNotSay}>
                <Textarea name="mustNotSay" rows={2} value={mustNotSay} onChange={(event) => setMustNotSay(event.currentTarget.value)} />
              </Field>
              <Field label="Into" error={submit.fields.suiteId}>
                <Select
                  value={suiteId}
                  options={[{ value: NEW, label: "A new suite" }, ...own.map(({ id, title: label }) => ({ value: id, label }))]}
                  onValueChange={(id) => {
                    setSuiteId(id);
                    submit.settle("suiteId");
                  }}
                />
              </Field>
              {suiteId === NEW ? (
                <Field label="Name of the new suite" error={submit.fields.suiteTitle}>
                  <Input
                    name="suiteTitle"
                    required
                    maxLength={120}
                    value={suiteTitle}
                    onChange={(event) => setSuiteTitle(event.currentTarget.value)}
                  />
                </Field>
              ) : null}
            </div>
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" type="submit" pending={submit.pending}>
                Add the test
              </Button>
              <Button onClick={onClose}>Close</Button>
            </div>
          </form>
        )}
      </CardContent>
    </Card>
  );
}

function Seconds({
  label,
  valueMs,
  error,
  onChange,
}: {
  label: string;
  valueMs: number;
  error?: string | undefined;
  onChange: (valueMs: number) => void;
}) {
  return (
    <Field label={label} aside="seconds" error={error}>
      <Input
        type="number"
        step={0.1}
        min={0}
        value={Number((valueMs / 1_000).toFixed(1))}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber * 1_000)}
      />
    </Field>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.min(most, Math.max(least, value));
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
