#!/usr/bin/env bash
# Puts the libraries that the native build needs from outside (SentencePiece, Highway, nlohmann-json, doctest) into one folder, for a machine of the same processor
# that has a compiler and CMake but neither them nor a network. There: cmake -DCMAKE_PREFIX_PATH=FOLDER; run-gpu.sh finds native/build/carried by itself.
#   native/test/carry-libraries.sh [FOLDER]          default: native/build/carried, which git ignores
# Here they come from the system: apt install libsentencepiece-dev libhwy-dev nlohmann-json3-dev doctest-dev
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
to="${1:-$here/build/carried}"
rm -rf "$to"
mkdir -p "$to/include" "$to/lib" "$to/share/cmake"
cp -r /usr/include/hwy /usr/include/doctest /usr/include/nlohmann "$to/include/"
cp /usr/include/sentencepiece_processor.h "$to/include/"
cp -r /usr/share/cmake/nlohmann_json "$to/share/cmake/"
library_folder="$(dirname "$(find /usr/lib -name 'libsentencepiece.so' | head -1)")"
cp -P "$library_folder"/libsentencepiece.so* "$library_folder"/libhwy.so* "$to/lib/"
echo "$to: $(du -sh "$to" | cut -f1)"
