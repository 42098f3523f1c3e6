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
import { noteSignedIn } from "@/lib/client/session";
import { useSubmit } from "@/lib/client/use-submit";
import type { SignInOptions } from "@/lib/shared/team";
import { OrDivider, ProviderButtons } from "./provider-buttons";
import { signInErrorWords } from "./sign-in-error-words";

export interface SignInFormProps {
  options: SignInOptions;
  /** a path of this studio, already checked */
  callbackUrl: string;
  /** next-auth's error code out of the URL */
  errorCode?: string | undefined;
}

/** E-mail and password, and every other configured way. Says the same for a wrong password and an unknown address. */
export function SignInForm({ options, callbackUrl, errorCode }: SignInFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const withPassword = useSubmit();
  const withLink = useSubmit();
  const formElement = useRef<HTMLFormElement>(null);
  useFocusOnMistake(formElement, withPassword.refusals);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function signInWithPassword() {
    const reply = await signIn("credentials", { email, password, redirect: false, callbackUrl });
    if (reply?.ok && !reply.error) {
      noteSignedIn();
      router.replace(callbackUrl);
      router.refresh();
      return;
    }
    throw new ProtocolError("unauthenticated", signInErrorWords(reply?.error ?? "unknown"));
  }

  async function sendLink() {
    if (!email.includes("@")) {
      throw new ProtocolError("invalid_input", undefined, { fields: { email: "Enter your e-mail address first." } });
    }
    const reply = await signIn("email", { email, redirect: false, callbackUrl });
    if (reply?.error === "rate_limited" || reply?.error === "EmailSignin") {
      throw new ProtocolError("internal", signInErrorWords(reply.error));
    }
    router.push("/check-email");
  }

  return (
    <>
      <ProviderButtons providers={options.providers} callbackUrl={callbackUrl} />
      {options.providers.length > 0 ? <OrDivider /> : null}
      <form
        ref={formElement}
        method="post"
        noValidate
        onSubmit={withPassword.handleFilled(signInWithPassword)}
        onChange={(event) => {
          withPassword.handleChange(event);
          withLink.handleChange(event);
        }}
        className="flex flex-col gap-5"
      >
        <FormError message={withPassword.error ?? withLink.error ?? signInErrorWords(errorCode)} />
        <Field label="E-mail" error={withPassword.fields.email ?? withLink.fields.email}>
          <Input
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Field>
        <Field label="Password" error={withPassword.fields.password}>
          <Input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </Field>
        <Button type="submit" variant="primary" disabled={!hydrated} pending={withPassword.pending}>
          Sign in
        </Button>
      </form>
      {options.emailLink ? (
        <Button variant="ghost" disabled={!hydrated} pending={withLink.pending} onClick={() => void withLink.run(sendLink)}>
          E-mail me a sign-in link instead
        </Button>
      ) : null}
    </>
  );
}
