/** Where the choice is kept: "light", "dark", or nothing for the system's own. */
export const THEME_KEY = "duologue-theme";

const applyTheme = `try{var t=localStorage.getItem("${THEME_KEY}");var d=t==="dark"||(t!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);document.documentElement.classList.toggle("dark",d)}catch(e){}`;

/** Sets the theme before the first paint, so that a dark page never flashes white. */
export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, no input
  return <script dangerouslySetInnerHTML={{ __html: applyTheme }} />;
}
