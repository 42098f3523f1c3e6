/** People and teams as the studio's API says them. Dates are ISO strings. */
import { z } from "zod";
import { PASSWORD_IS_ADDRESS_WORDS, passwordIsAddress } from "./password-is-address";

export const ROLES = ["viewer", "editor", "owner"] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** True where `mine` may do what `needed` may: owner ⊃ editor ⊃ viewer. */
export function roleAllows(mine: Role, needed: Role): boolean {
  return ROLES.indexOf(mine) >= ROLES.indexOf(needed);
}

/** Whoever is signed in, with the active team; what server pages and client components get. */
export interface SessionUser {
  userId: string;
  name: string | null;
  email: string | null;
  teamId: string;
  teamName: string;
  role: Role;
}

/** GET /api/team */
export interface TeamDetail {
  id: string;
  name: string;
  /** the asking person's role in it */
  role: Role;
  memberCount: number;
  /** every team the asking person belongs to; POST /api/team/switch {teamId} changes the active one */
  teams: { id: string; name: string; role: Role }[];
}

/** GET /api/team/members → { members } */
export interface MemberSummary {
  userId: string;
  name: string | null;
  email: string | null;
  role: Role;
  joinedAt: string;
  isYou: boolean;
}

/** GET /api/team/invites → { invites } */
export interface InviteSummary {
  id: string;
  role: Role;
  state: "open" | "accepted" | "expired" | "revoked";
  createdAt: string;
  expiresAt: string;
  createdByName: string | null;
  acceptedByName: string | null;
}

/** POST /api/team/invites: the URL is shown this one time. */
export interface NewInvite extends InviteSummary {
  url: string;
}

/** What an invite page may show before anybody has signed in. */
export interface InviteInfo {
  teamName: string;
  role: Role;
  expiresAt: string;
}

/** The ways to sign in that are configured; the sign-in page draws one button for each of `providers`. */
export interface SignInOptions {
  /** nobody has signed up yet: the first person creates the team */
  firstPerson: boolean;
  password: true;
  emailLink: boolean;
  /** next-auth provider ids with the words for their button */
  providers: { id: "oidc" | "github" | "google"; name: string }[];
}

export const PASSWORD_MIN_LENGTH = 10;
const email = z.email("Enter an e-mail address such as name@example.org.").max(254);
const password = z
  .string()
  .min(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters.`)
  .max(200, "Use at most 200 characters.");

export const PERSON_NAME_MAX_LENGTH = 120;
const personName = z
  .string()
  .trim()
  .min(1, "Enter your name.")
  .max(PERSON_NAME_MAX_LENGTH, `Use at most ${PERSON_NAME_MAX_LENGTH} characters.`);

/** POST /api/sign-up */
export const signUpInput = z
  .object({
    name: personName,
    email,
    password,
    inviteToken: z.string().max(64).optional(),
  })
  .refine((input) => !passwordIsAddress(input.password, input.email), { path: ["password"], message: PASSWORD_IS_ADDRESS_WORDS });
export type SignUpInput = z.infer<typeof signUpInput>;

/** PATCH /api/account */
export const changeNameInput = z.object({ name: personName });
export type ChangeNameInput = z.infer<typeof changeNameInput>;

/** POST /api/account/password */
export const changePasswordInput = z.object({
  current: z.string().min(1, "Enter your present password.").max(200, "Use at most 200 characters."),
  next: password,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** PATCH /api/team */
export const TEAM_NAME_MAX_LENGTH = 120;
export const teamInput = z.object({ name: z.string().trim().min(1, "Enter a name for the team.").max(TEAM_NAME_MAX_LENGTH) });
/** POST /api/team/switch */
export const switchTeamInput = z.object({ teamId: z.string().min(1).max(64) });
/** PATCH /api/team/members/:userId */
export const memberInput = z.object({ role });
/** POST /api/team/invites */
export const inviteInput = z.object({ role, expiresInDays: z.number().int().min(1).max(30).default(7) });
export type InviteInput = z.input<typeof inviteInput>;
/** POST /api/invites/accept and /api/invites/remember */
export const inviteTokenInput = z.object({ token: z.string().min(1).max(64) });
