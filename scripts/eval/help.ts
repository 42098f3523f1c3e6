export const HELP = `npm run eval -- SUITE --persona FILE [--persona FILE …] [options]
npm run eval -- --list

Simulated callers play a suite of calls against a persona, and what came of it is measured and judged.
SUITE is the name of a bundled suite (--list) or the path of a .suite.json file. Without --engine an engine is started here,
for the time of the run; no studio is needed.

  --persona FILE      a .persona.json; several are compared side by side. Not needed where the suite brings its own personas
  --repeats N         how often each scenario is played, in place of the suite's own number
  --calls N           calls at once (4); never more than the engine has slots
  --only WORDS        only scenarios whose id or category holds these words
  --codec NAME        opus (as a browser) or pcm16
  --out FILE          the report, as JSON
  --junit FILE        the report, as JUnit XML for a build server
  --resume FILE       results are kept there call by call; the same command goes on where it was stopped

  --model FOLDER      a checkpoint instead of the rehearsal voice; --device NAME (cpu), --weights as_stored, f32, bf16 or i8
  --engine URL        an engine that runs already. It must have been started with this machine as its STUDIO_URL, so its studio cannot
                      run at the same time; ENGINE_SECRET must be the same, and --studio-port N (3000) that of its STUDIO_URL
  --offer NAME        the speaker of this name (duo-small) that the engine of --engine offers, in place of its own

  --list              what suites are bundled
  --help              this

Environment, or lines in .env: ENGINE_SECRET and ENGINE_ORIGINS for --engine. EVAL_JUDGE_URL (the base of an OpenAI-compatible API, as
http://localhost:8000/v1), EVAL_JUDGE_MODEL and EVAL_JUDGE_KEY let a language model rate what checks of the type "judge" ask; without
them those are left out. Its prompts and answers are in the report.

Ends with 0 where every threshold of the suite is kept, 1 where one is missed, 2 where the run did not come about.`;
