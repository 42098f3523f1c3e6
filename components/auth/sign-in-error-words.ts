/** Words for next-auth's error codes. None of them tells whether an account exists. */
const WORDS: Record<string, string> = {
  CredentialsSignin: "No account has this e-mail address with this password. Check both, then try again.",
  rate_limited: "Too many tries. Please wait a few minutes, then try again.",
  OAuthAccountNotLinked: "Sign in the way you signed in the first time.",
  OAuthCallback: "The other service did not complete the sign-in. Please try again.",
  OAuthSignin: "The other service could not be reached. Please try again.",
  invite_required: "This studio is joined by invitation. Ask an owner for an invite link, open it, then sign in from there.",
  no_team: "You do not belong to a team any more. Ask an owner for an invite link.",
  AccessDenied: "This account may not sign in here. Ask an owner of the team for an invite link.",
  Verification: "That sign-in link has been used or has expired. Ask for a new one.",
  EmailSignin: "The e-mail could not be sent. Please try again in a moment.",
  SessionRequired: "Please sign in first.",
};

/** Words for a code out of the URL or out of next-auth's answer; undefined where nothing went wrong. */
export function signInErrorWords(code: string | null | undefined): string | undefined {
  if (!code) return undefined;
  return WORDS[code] ?? "Signing in did not work. Please try again.";
}
