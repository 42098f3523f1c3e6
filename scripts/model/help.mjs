export const HELP = `npm run model -- pull OWNER/NAME [--revision REVISION] [--endpoint ADDRESS]
npm run model -- list

pull   Fetches a checkpoint from the Hugging Face hub into models/NAME and checks every file's hash.
       Goes on where an earlier run stopped; fetches nothing twice. Known to the engine:
         nvidia/personaplex-7b-v1       17 GB, follows a persona's prompt and voice; licence to accept
         kyutai/moshiko-pytorch-bf16    16 GB, Moshi, male voice; no prompt
         kyutai/moshika-pytorch-bf16    16 GB, Moshi, female voice; no prompt
list   What lies in models/, its size, and whether it is complete.

--revision   a branch, tag or commit instead of main
--endpoint   another hub or a mirror (also HF_ENDPOINT)

HF_TOKEN, in the environment or in .env, says who you are, where a licence must be accepted: accept it on the model's
page, make a token with read access in the hub's settings, and put HF_TOKEN=hf_… into .env.`;
