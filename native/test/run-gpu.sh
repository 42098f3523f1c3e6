#!/usr/bin/env bash
# Everything of the CUDA backend that needs a device: builds, tests, parity, memory checks, times. Logs and figures go to the folder given.
#   native/test/run-gpu.sh OUT            all of it
#   PARTS="build test" native/test/run-gpu.sh OUT     some of: build test parity sanitize fast speed lab
# Needs CMake 3.24, ninja, g++, nvcc 12.8 or later and compute-sanitizer; no network. SentencePiece, Highway, nlohmann-json and doctest from the system, or
# from native/build/carried (carry-libraries.sh makes it on another machine). REFERENCE=FILE: the reference's p50 by row id, for h100.json; COMMIT=NAME where the copy knows none.
set -uo pipefail
native="$(cd "$(dirname "$0")/.." && pwd)"
out="${1:?expected a folder for logs and figures}"
mkdir -p "$out"
out="$(cd "$out" && pwd)"
parts="${PARTS:-build test parity sanitize fast speed}"
build="${BUILD:-$native/build/gpu}"
jobs="${JOBS:-$(nproc)}"
architectures="${ARCHITECTURES:-90a}"
packs=(lm-tiny mimi-tiny session-tiny moshi-tiny)
carried="$native/build/carried"
[[ -d "$carried" ]] && export LD_LIBRARY_PATH="$carried/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
failed=0
passed=0

# step NAME SECONDS COMMAND...: runs it into NAME.log and says in one line how it went.
step() {
  local name="$1" limit="$2" begin=$SECONDS
  shift 2
  timeout "$limit" "$@" >"$out/$name.log" 2>&1
  local code=$?
  if [[ $code == 0 ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  echo "$([[ $code == 0 ]] && echo ok || echo "FAILED ($code)")  $name  $((SECONDS - begin)) s  $(tail -1 "$out/$name.log" | cut -c1-150)"
}
wanted() { [[ " $parts " == *" $1 "* ]]; }

nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader 2>/dev/null | head -1
if wanted build; then
  step configure 120 cmake -S "$native" -B "$build" -G Ninja -DDUPLEX_CUDA=ON -DDUPLEX_CUDA_ARCHITECTURES="$architectures" -DDUPLEX_ADDON=OFF -DCMAKE_PREFIX_PATH="$carried"
  step build 560 cmake --build "$build" -j "$jobs" --target duplex-parity cuda_backend_test duplex-bench-cuda duplex-make-checkpoint -- -k 0
  test_binary="$(find "$build" -name cuda_backend_test -type f | head -1)"
  [[ -x "$test_binary" ]] || { tail -30 "$out/build.log"; exit 1; }
fi
test_binary="$(find "$build" -name cuda_backend_test -type f | head -1)"
if wanted test; then
  step test 300 "$test_binary"
  step fault 60 "$test_binary" --no-skip -tc='a device fault*'
fi
if wanted parity; then
  for pack in "${packs[@]}"; do step "parity_$pack" 120 "$build/duplex-parity" --device cuda "$native/test/fixtures/parity/$pack"; done
fi
if wanted sanitize; then
  for tool in memcheck racecheck; do
    step "${tool}_lm" 560 compute-sanitizer --tool "$tool" --error-exitcode 9 "$build/duplex-parity" --device cuda "$native/test/fixtures/parity/lm-tiny"
    step "${tool}_mimi" 300 compute-sanitizer --tool "$tool" --error-exitcode 9 "$build/duplex-parity" --device cuda "$native/test/fixtures/parity/mimi-tiny"
    step "${tool}_sampler" 200 compute-sanitizer --tool "$tool" --error-exitcode 9 "$test_binary" -tc='the same logits*'
  done
  step memcheck_moshi 300 compute-sanitizer --tool memcheck --error-exitcode 9 "$build/duplex-parity" --device cuda "$native/test/fixtures/parity/moshi-tiny"
fi
if wanted fast; then
  full="$build/full-size"
  [[ -f "$full/config.json" ]] || step make_full_size 200 "$build/duplex-make-checkpoint" "$full" --preset 7b --layers 2 --mimi full --architecture moshi --text-card 32000
  step fast 400 env DUPLEX_FULL_SIZE="$full" "$test_binary" -tc='*full size*,the fast kernels*'
  # The same sizes from a file that is 8-bit already: its integers are packed as they stand.
  [[ -f "$full-q8/config.json" ]] || step make_full_size_q8 200 "$build/duplex-make-checkpoint" "$full-q8" --preset 7b --layers 2 --mimi full --architecture moshi --text-card 32000 --weights q8
  step fast_q8 400 env DUPLEX_FULL_SIZE="$full-q8" "$test_binary" -tc='the fast kernels*'
fi
if wanted speed; then
  commit="${COMMIT:-$(git -C "$native" rev-parse --short HEAD 2>/dev/null || echo unknown)}"
  step speed 500 "$build/duplex-bench-cuda" --json "$out/h100.json" --commit "$commit" ${REFERENCE:+--reference "$REFERENCE"}
  [[ -s "$out/h100.json" ]] && mkdir -p "$native/speed" && cp "$out/h100.json" "$native/speed/h100.json"
  grep -v '^[ {}\[]*"' "$out/speed.log" | head -40
fi
if wanted lab; then step lab 560 env LAB_ARCHITECTURES="$architectures" "$native/lab/run-lab.sh" "$out/lab"; fi
echo "$passed passed, $failed failed"
exit $((failed > 0))
