#!/usr/bin/env bash
# A second tokeniser, written from the page of the format, cuts the vectors as they say.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

holds "words.py cuts every text of words.tsv as it stands there" \
	python3 "$COMITY_SOURCE/tests/peers/words.py" check
script_end
