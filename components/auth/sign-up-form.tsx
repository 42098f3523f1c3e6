"use client";

import { ProtocolError } from "@duologue/protocol";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { useFocusOnMistake } from "@/components/ui/use-focus-on-mistake";
import { useHydrated } from "@/components/ui/use-hydrated";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { PASSWORD_MIN_LENGTH, type SignInOptions } from "@/lib/shared/team";
import { OrDivider, ProviderButtons } from "./provider-buttons";

export interface SignUpFormProps {
  options: SignInOptions;
  /** needed for everybody but the first person */
  inviteToken?: string;
}

/** A new account. The first person names the team; later people come with an invite. */
export function SignUpForm({ options, inviteToken }: SignUpFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { pending, error, fields, refusals, handleFilled, handleChange } = useSubmit();
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnMistake(formElement, refusals);
  const [form, setForm] = useState({ teamName: "", name: "", email: "", password: "" });
  const set = (key: keyof typeof form) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [key]: event.currentTarget.value });

  async function signUp() {
    const { teamName, name, email, password } = form;
    await api.post("/api/sign-up", { name, email, password, ...(inviteToken ? { inviteToken } : {}) });
    const reply = await signIn("credentials", { email, password, redirect: false });
    if (!reply?.ok || reply.error) throw new ProtocolError("internal", "Your account is made. Please sign in with it now.");
    if (options.firstPerson && teamName.trim()) await api.patch("/api/team", { name: teamName.trim() });
    router.replace("/personas");
    router.refresh();
  }

  const providers = inviteToken ? (
    <ProviderButtons
      providers={options.providers}
      callbackUrl={`/invite/${encodeURIComponent(inviteToken)}`}
      before={async () => {
        await api.post("/api/invites/remember", { token: inviteToken });
      }}
    />
  ) : (
    <ProviderButtons providers={options.providers} callbackUrl="/personas" />
  );

  return (
    <>
      {providers}
      {options.providers.length > 0 ? <OrDivider /> : null}
      <form
        ref={formElement}
        method="post"
        noValidate
        onSubmit={handleFilled(signUp)}
        onChange={handleChange}
        className="flex flex-col gap-5"
      >
        <FormError message={error} />
        {options.firstPerson ? (
          <Field label="Team name" hint="Your personas, voices and calls belong to it. You can change it later." error={fields.teamName}>
            <Input name="teamName" required maxLength={120} autoComplete="organization" value={form.teamName} onChange={set("teamName")} />
          </Field>
        ) : null}
        <Field label="Your name" error={fields.name}>
          <Input name="name" required maxLength={120} autoComplete="name" value={form.name} onChange={set("name")} />
        </Field>
        <Field label="E-mail" error={fields.email}>
          <Input name="email" type="email" required autoComplete="username" value={form.email} onChange={set("email")} />
        </Field>
        <Field label="Password" hint={`At least ${PASSWORD_MIN_LENGTH} characters.`} error={fields.password}>
          <Input
            name="password"
            type="password"
            required
            minLength={PASSWORD_MIN_LENGTH}
            autoComplete="new-password"
            value={form.password}
            onChange={set("password")}
          />
        </Field>
        <Button type="submit" variant="primary" disabled={!hydrated} pending={pending}>
          Create account
        </Button>
      </form>
    </>
  );
}
