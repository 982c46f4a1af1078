#!/usr/bin/env bash
# A second consolidation, written from the page of the format, shows the cases as they say.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

holds "choices.py shows and reads every text of consolidation-cases.json as it stands there" \
	python3 "$COMITY_SOURCE/tests/peers/choices.py" check
script_end
