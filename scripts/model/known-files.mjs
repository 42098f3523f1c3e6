// Hashes that we know beforehand, so that a hub or a mirror cannot pass off another file under these names.
export const KYUTAI_FILES = {
  "tokenizer-e351c8d8-checkpoint125.safetensors": "09b782f0629851a271227fb9d36db65c041790365f11bbe5d3d59369cf863f50",
  "tokenizer_spm_32k_3.model": "78d4336533ddc26f9acf7250d7fb83492152196c6ea4212c841df76933f18d2d",
};

export const KNOWN_SHA256 = {
  "kyutai/moshiko-pytorch-bf16": {
    ...KYUTAI_FILES,
    "model.safetensors": "5b835c664f3830bf453808cbca9bfbcc9de332c328cc01cbffdfbaba2a8838a7",
  },
  "kyutai/moshika-pytorch-bf16": {
    ...KYUTAI_FILES,
    "model.safetensors": "e0a5a1c79010680eb916adb940ee8567978c78902c5a6b743c79202e75858712",
  },
};
