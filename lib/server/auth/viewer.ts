/** The viewer of a server-rendered page. */
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { PATH_HEADER } from "./path-header";
import { findPerson, findViewer, type Person, type Viewer } from "./session";

/** Whoever is signed in, member of a team or not; null for nobody. */
export const getPerson = cache(async (): Promise<Person | null> => findPerson(await pageCookies()));

/** Whoever is signed in, with the active team; null for nobody, and for people without a team. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const person = await getPerson();
  return person ? findViewer(person, await pageCookies()) : null;
});

/** The viewer, or a redirect to the sign-in page that comes back here afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  if (await getPerson()) redirect("/sign-in?error=no_team" as never);
  const path = (await headers()).get(PATH_HEADER);
  redirect((path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in") as never);
}

async function pageCookies(): Promise<Record<string, string>> {
  return Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
}
