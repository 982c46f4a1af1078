#!/usr/bin/env bash
# The commands of README.md, as they stand there, against a served forum.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

server_start demo --dir "$TMPDIR/demo" --forum "$COMITY_SOURCE/forums/cica"
mkdir "$TMPDIR/reader"
# shellcheck disable=SC2016 # backticks of Markdown
sed -n '/^```sh$/,/^```$/{/^```$/d;p}' "$COMITY_SOURCE/README.md" |
	sed "s|^forum=http://127.0.0.1:8080\$|forum=$url|" >"$TMPDIR/reader/all"
csplit -s -z -f "$TMPDIR/reader/block" "$TMPDIR/reader/all" '/^```sh$/' '{*}'
sed -i '/^```/d' "$TMPDIR"/reader/block*
cat "$TMPDIR"/reader/block0[01] >"$TMPDIR/reader/commands"
holds "the address of the forum is a line of its own" grep -qxF "forum=$url" "$TMPDIR/reader/commands"
in_sh() { (cd "$TMPDIR/reader" && PATH=$PATH:$(dirname "$COMITY") sh -e "${1:-commands}"); }
answers "OpenSSH finds the signature of the first act good" 0 \
	'^Good "comity-act-v1" signature for secretariat/officer-1 ' in_sh
same "SHA-256 alone gives the root that the log signed" \
	"$(tail -n 2 "$script_out" | head -n 1)" "$(sed -n 3p "$TMPDIR/reader/checkpoint")"
answers "a delegation's proposal is tabled" 0 'The receipt holds' in_sh block02
same "and in brackets" "$(curl -sf "$url/api/texts/ministers-5-draft" | python3 -c "
import json, sys
print([u['brackets'][-60:] for u in json.load(sys.stdin)['data']['units'] if u['id'] == 'op3'][0])")" \
	" in developing [the framework for this] [common action]{KG}."
script_end
