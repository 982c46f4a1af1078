# shellcheck shell=bash
# Sourced: the programs of this folder, and a private folder in memory (faults are made by the shim,
# not by a disk).
programs=${COMITY_BUILD:?}/tests/fault
if [[ ! -x $programs/fault-kill ]]; then
	printf 'ok - the programs of the fault tests # SKIP not built with sanitizers\n1..1\n'
	exit 0
fi
export FAULT_SHIM=$programs/libfault-shim.so
memory=$(mktemp -d /dev/shm/comity-XXXXXX 2>/dev/null || mktemp -d "${TMPDIR:?}/memory-XXXXXX")
trap 'rm -rf "$memory"' EXIT
