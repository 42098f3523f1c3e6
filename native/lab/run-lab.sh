#!/usr/bin/env bash
# Builds the lab and runs every program: checks first, then timings. Logs go to the folder given (default native/lab/build/logs).
#   native/lab/run-lab.sh [log folder] [--memcheck]          MIMI_PACK=folder of the codec's parity pack, if it is there
set -uo pipefail
lab="$(cd "$(dirname "$0")" && pwd)"
logs="${1:-$lab/build/logs}"
mkdir -p "$logs"
cmake -S "$lab" -B "$lab/build" -G Ninja -DLAB_ARCHITECTURES="${LAB_ARCHITECTURES:-80;90a}" >"$logs/build.log" &&
  cmake --build "$lab/build" >>"$logs/build.log" || { tail -20 "$logs/build.log"; exit 1; }
failed=0
if [[ "${2:-}" == --memcheck ]]; then
  for program in skinny_matmul decode_attention fused_ops depformer_chain; do
    timeout 150 compute-sanitizer --tool memcheck --error-exitcode 9 "$lab/build/$program" --check-only --quick >"$logs/memcheck_$program.log" 2>&1 || failed=1
    echo "memcheck $program: $(grep 'ERROR SUMMARY' "$logs/memcheck_$program.log" || echo 'no summary (stopped?)')"
  done
  if [[ -n "${MIMI_PACK:-}" ]]; then
    timeout 150 compute-sanitizer --tool memcheck --error-exitcode 9 "$lab/build/mimi_codec" --pack "$MIMI_PACK" --pack-only >"$logs/memcheck_mimi_codec.log" 2>&1 || failed=1
    echo "memcheck mimi_codec: $(grep 'ERROR SUMMARY' "$logs/memcheck_mimi_codec.log" || echo 'no summary (stopped?)')"
  fi
fi
for program in memory_ceiling fused_ops sampler decode_attention depformer_chain skinny_matmul mimi_codec lm_step prefill frame quantisation_error; do
  arguments=()
  [[ $program == mimi_codec && -n "${MIMI_PACK:-}" ]] && arguments=(--pack "$MIMI_PACK")
  timeout 200 "$lab/build/$program" "${arguments[@]}" >"$logs/$program.log" 2>&1 || failed=1
  echo "$program: $(tail -1 "$logs/$program.log")"
done
exit $failed
