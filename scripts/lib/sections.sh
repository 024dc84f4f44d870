# Sections of a long run: a heading, the time it took, and the tail of its output when it failed. Sourced, not run.
#
#   section NAME COMMAND…   runs it now; remembers a failure and goes on
#   start NAME COMMAND…     starts it in the background
#   await NAME              waits for a started one; remembers a failure
#   require                 ends the run here if anything failed so far
#   finish                  prints each kept closing line and ends the run with the right status
#
# Output goes to .build/logs/NAME.log; VERBOSE=1 also shows it while it runs.

logs=.build/logs
mkdir -p "$logs"
declare -A started_pid=() started_at=()
failed=()

log_of() { echo "$logs/${1// /-}.log"; }

heading() { printf '\n== %s\n' "$1"; }

report() { # name, status, seconds
    if (($2 == 0)); then
        printf '   ok: %s, %d s\n' "$1" "$3"
        return
    fi
    failed+=("$1")
    printf '   FAILED: %s, %d s, exit status %d; the end of %s:\n' "$1" "$3" "$2" "$(log_of "$1")"
    tail -n "${TAIL_LINES:-80}" "$(log_of "$1")" | sed 's/^/   | /'
}

run_logged() { # name, command…
    local log
    log=$(log_of "$1")
    shift
    if [[ -n ${VERBOSE:-} ]]; then
        (set -o pipefail; "$@" 2>&1 | tee "$log")
    else
        "$@" >"$log" 2>&1
    fi
}

section() {
    local name=$1 began=$SECONDS status=0
    heading "$name"
    run_logged "$@" || status=$?
    report "$name" "$status" "$((SECONDS - began))"
}

start() {
    local name=$1
    heading "$name (in the background)"
    started_at[$name]=$SECONDS
    run_logged "$@" &
    started_pid[$name]=$!
}

await() {
    local status=0
    wait "${started_pid[$1]}" || status=$?
    report "$1" "$status" "$((SECONDS - started_at[$1]))"
    unset "started_pid[$1]"
}

finish() {
    if ((${#failed[@]})); then
        printf '\nFAILED after %d s: %s\n' "$SECONDS" "$(IFS=,; echo "${failed[*]}" | sed 's/,/, /g')"
        exit 1
    fi
    printf '\nall passed in %d s\n' "$SECONDS"
}

require() {
    ((${#failed[@]} == 0)) || finish
}

# A run that is interrupted takes its background section with it.
trap 'for pid in "${started_pid[@]}"; do pkill -P "$pid"; kill "$pid"; done 2>/dev/null' EXIT
