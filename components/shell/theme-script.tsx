/** Where the choice is kept: "light", "dark", or nothing for the system's own. */
export const THEME_KEY = "duologue-theme";

/** Also follows the system and the other tabs for as long as the page stands, on pages without a theme menu too. */
const applyTheme = `(function(){var m=matchMedia("(prefers-color-scheme: dark)");function paint(){var t=null;try{t=localStorage.getItem("${THEME_KEY}")}catch(e){}document.documentElement.classList.toggle("dark",t==="dark"||(t!=="light"&&m.matches))}paint();m.addEventListener("change",paint);addEventListener("storage",paint)})()`;

/** Sets the theme before the first paint, so that a dark page never flashes white. */
export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file, no input
  return <script dangerouslySetInnerHTML={{ __html: applyTheme }} />;
}
