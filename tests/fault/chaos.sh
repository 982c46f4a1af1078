#!/usr/bin/env bash
# Hours of meetings under bad luck: tests/unit/service/chaos.c with other histories than ./test unit runs.
# Only in the long form, where it takes the better part of an hour.
set -euo pipefail
if [[ -z ${COMITY_LONG:-} ]]; then
	printf 'ok 1 - the procedure survives 10,000 histories # SKIP only with --long\n1..1\n'
	exit 0
fi
seed=$(date +%s)
if COMITY_SEED=$seed COMITY_CASES=500 "${COMITY_BUILD:?}/tests/unit/service/unit-service-chaos" >&2; then
	printf 'ok 1 - the procedure survives 10,000 histories\n1..1\n'
else
	printf 'not ok 1 - the procedure survives 10,000 histories\n# COMITY_SEED=%s\n1..1\n' "$seed"
fi
