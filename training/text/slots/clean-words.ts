/** Beginnings of words that have no place in a sentence that a voice reads to strangers: vulgar, sexual, violent, slurs, drugs. */
const UNCLEAN = (
  "sex sexual sexy porn erotic nude naked genital penis vagina vulva clitor testic scrot semen sperm ejacul orgasm masturb intercourse coit copulat " +
  "fornicat prostitut whore harlot slut bitch bastard fuck shit piss crap turd fart feces faec excrement excret urin defec anus anal rectum rectal buttock breast nipple " +
  "bosom cock cunt pussy dick twat tit tits boob boobs arse ass asses asshole damn goddam hell nigg negro coon spic kike wop gook chink dago squaw savage lesbian homosexual gay queer faggot " +
  "fag dyke tranny transvest pervert lust lewd obscen lecher incest rape raped raping rapist molest seduc concub brothel pimp virgin condom contracep abort menstru pubic pubes " +
  "kill murder slay slain slaughter massacr assassin suicid strangl stab behead decapit execut hang hanged hanging lynch tortur mutilat corpse cadaver blood bloody bleed gore gory " +
  "gun guns gunman rifle pistol bullet bomb grenade missile terror hostage kidnap nazi hitler holocaust genocid jihad weapon shoot shot shooting dead death die died dies dying poison venom " +
  "cocaine heroin opium marijuana cannabis narcotic hashish drunk drunkard vomit puke mucus phlegm pus syphil gonorrh herpes aids hiv leper cancer tumor tumour disease " +
  "idiot moron imbecil retard cripple lunatic slave slavery jew jewish muslim islam christ jesus god satan devil demon fetus womb uter castrat circumcis brassiere lingerie underwear panties panty pantyhose bikini thong corset " +
  "kidney bowel intestin wound injur attack enem hatred hate violence violent crime criminal prison prisoner jail thief steal stole rob robbed robber corrupt bribe evil war wars soldier soldiers army battle invad rebel " +
  "drug drugs alcohol addict gambl cigarette tobacco smok racist racial racism stupid ugly fat victim cruel beat beaten beating whip flog"
)
  .trim()
  .split(" ");

/** These stand for themselves only; the others for all words that begin so. */
const WHOLE = new Set(
  "stab demon christ sex anal ass asses tit tits dick cock hell gun guns aids hiv god die died dies dead war wars fat hang gay shot rape pus coon spic fag lust devil rob whip beat hate slut crap turd fart boob arse wop god gore jew army battle evil prison jail blood hanging hanged soldier drug drugs kill slay shoot death crime".split(
    " ",
  ),
);
const whole = new Set(UNCLEAN.filter((word) => WHOLE.has(word)));
const beginnings = UNCLEAN.filter((word) => !WHOLE.has(word) && word.length >= 4);
for (const word of UNCLEAN) if (word.length < 4) whole.add(word);
const ALSO = /^(kill|gun|blood|shoot|soldier|drug|crime|death|deadly|sexes)/;

/** Whether a word, in small letters, may be used. */
export function isCleanWord(word: string): boolean {
  return !whole.has(word) && !ALSO.test(word) && !beginnings.some((beginning) => word.startsWith(beginning));
}

export function isCleanText(text: string): boolean {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .every(isCleanWord);
}
