#!/bin/sh
# Word files before others: every part validates against the schemas, LibreOffice opens them, makes a
# PDF, and what it writes as DOCX again holds the same proposals. Without LibreOffice the rest runs.
#
#   word.sh WORD      the program of tests/unit/convert/word.c
set -eu
word=$1
schema=$(dirname "$0")/../../schema/wml/wml.xsd
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0

case_is() { # STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

mkdir "$dir/again"
bad=0
for seed in 1 2 3 4 5 6 7 8; do
	for party in P1 P2 P3 -; do
		file=$dir/$seed$party.docx
		"$word" write $seed "$file" $party
		rm -rf "$dir/x"
		unzip -q "$file" -d "$dir/x"
		for part in "$dir"/x/word/*.xml; do
			xmllint --noout --nonet --schema "$schema" "$part" 2>>"$dir/log" || bad=1
		done
	done
done
grep -vE ' validates$|parser warning' "$dir/log" | head -20 | sed 's/^/# /'
case_is $bad "every part validates"

if ! command -v soffice >/dev/null; then
	echo "1..$n"
	exit 0
fi
office() { soffice "-env:UserInstallation=file://$dir/profile" --headless "$@" >/dev/null 2>&1; }
bad=0
office --convert-to pdf --outdir "$dir/again" "$dir"/1*.docx || bad=1
[ "$(find "$dir/again" -name '*.pdf' | wc -l)" -eq 4 ] || bad=1
case_is $bad "LibreOffice makes a PDF of each"
bad=0
office --convert-to docx --outdir "$dir/again" "$dir"/*P?.docx || bad=1
for seed in 1 2 3 4 5 6 7 8; do
	for party in P1 P2 P3; do
		"$word" read $seed "$dir/again/$seed$party.docx" $party || { bad=1; echo "# $seed $party"; }
	done
done
case_is $bad "what LibreOffice writes again holds the same proposals"
echo "1..$n"
