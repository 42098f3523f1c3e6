#!/usr/bin/env bash
# Puts what the native build needs from outside (SentencePiece, Highway, nlohmann-json, doctest, the headers of Node-API) into one folder, for a machine of the same
# processor that has a compiler and CMake but neither them nor a network. There: cmake -DCMAKE_PREFIX_PATH=FOLDER; run-gpu.sh finds native/build/carried by itself.
#   native/test/carry-libraries.sh [--node] [FOLDER]          default: native/build/carried, which git ignores
# --node: also this machine's Node, stripped, as node.xz (22 MB; there: xz -d -k node.xz && chmod +x node), to run the engine's bench (scripts/carry-bench.mjs).
# Here they come from the system: apt install libsentencepiece-dev libhwy-dev nlohmann-json3-dev doctest-dev, and npm ci
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
with_node=0
if [[ "${1:-}" == --node ]]; then with_node=1; shift; fi
to="${1:-$here/build/carried}"
rm -rf "$to"
mkdir -p "$to/include" "$to/lib" "$to/share/cmake"
cp -r /usr/include/hwy /usr/include/doctest /usr/include/nlohmann "$to/include/"
cp /usr/include/sentencepiece_processor.h "$to/include/"
cp "$here"/../node_modules/node-addon-api/napi*.h "$here"/../node_modules/node-api-headers/include/*.h "$to/include/"
cp -r /usr/share/cmake/nlohmann_json "$to/share/cmake/"
library_folder="$(dirname "$(find /usr/lib -name 'libsentencepiece.so' | head -1)")"
cp -P "$library_folder"/libsentencepiece.so* "$library_folder"/libhwy.so* "$to/lib/"
if [[ $with_node == 1 ]]; then
  strip -o "$to/node" "$(node -p process.execPath)"
  xz -T0 -f "$to/node"
fi
echo "$to: $(du -sh "$to" | cut -f1)"
