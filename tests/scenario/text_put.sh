#!/usr/bin/env bash
# Negotiated texts put to decisions, at a served forum on a clock that the script sets: one is amended while it is
# considered, put again as its next revision, and adopted in a meeting; one is adopted by silence. What was
# adopted is verified from the words of its units.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"
# shellcheck source=tests/lib/clock.sh
. "$COMITY_SOURCE/tests/lib/clock.sh"

demo=$TMPDIR/demo
chair=az/delegate-1
officer=secretariat/officer-1
does() { # KIND SIGNER... CONTENT
	content "${*: -1}"
	act_do "${@:1:$#-1}" >"$script_out" 2>&1 || { no "$1 by $2"; script_end; exit 1; }
}
refused() { # SENTENCE FINDING KIND SIGNER CONTENT
	content "$5"
	answers "$1" 1 "$2" act_do "$3" "$4"
}
# of PATH PYTHON-EXPRESSION: of a page's JSON, `d` being its data.
of() {
	curl -s "$url/api/en/$1" | python3 -c "
import json, sys
d = json.load(sys.stdin)['data']
print($2)" 2>&1
}
# tabled CODE WORDS: a draft of one paragraph, open.
tabled() {
	does text.table uz/delegate-1 '{"body": "soc", "code": "'"$1"'", "lang": "en", "title": {"en": "A draft"},
		"units": [{"id": "title", "kind": "title", "text": "A text"},
		{"id": "op1", "kind": "paragraph", "label": "1.", "text": "'"$2"'"}]}'
	does text.open "$chair" '{"text": "'"$1"'"}'
}
translated() { # CODE UNIT WORDS
	does text.translate "$officer" '{"from": "'"$(of "texts/$1" \
		"next(u['hash'] for u in d['units'] if u['id'] == '$2')")"'", "lang": "ru", "state": "final",
		"text": "'"$1"'", "unit": "'"$2"'", "words": "'"$3"'"}'
}
revised() { # CODE SYMBOL: sets negotiated and hash.
	does text.revise "$officer" '{"symbol": "'"$2"'", "text": "'"$1"'"}'
	hash=$(of "texts/$1" "d['revisions'][-1]['hash']")
	negotiated='"negotiated": {"hash": "'"$hash"'", "revision": '"$(of "texts/$1" "len(d['revisions'])")"',
		"text": "'"$1"'"}'
}
# held CODE WHAT: what the text's page, its desk and its room say of what it is put to (links in both languages).
held() {
	local lang page
	for lang in en ru; do
		for page in desk room; do
			curl -s "$url/$lang/texts/$1/$page" | tr -d '\n' |
				grep -oE 'id="hold"[^>]*>(<p class="[a-z]+">[^<]*(<a href="/[a-z]+/[^"]*")?)?' |
				grep -oE 'href="/[a-z]+/[^"?#]*|class="[a-z]+"' | sed "s!/$lang/!/!" | tr '\n' ' '
		done
	done
	of "texts/$1" "' '.join(p['hold'] for p in d['puts'] if 'hold' in p)"
}
# An edit of the third word of op1, by this proposal.
accepted() { # CODE PROPOSAL
	does text.accept "$chair" '{"from": 2, "hash": "'"$(of "texts/$1" "d['units'][1]['hash']")"'",
		"others": "close", "proposal": '"$2"', "text": "'"$1"'", "to": 3, "unit": "op1"}'
}
edit() { # CODE WORD
	printf '{"edits": [{"from": 2, "hash": "%s", "to": 3, "unit": "op1", "words": " %s"}], "lang": "en",
		"text": "%s"}' "$(of "texts/$1" "d['units'][1]['hash']")" "$2" "$1"
}
# What the page says how to recheck its text prints the hash that the page shows.
rechecked() { # SECTION/CODE
	curl -s "$url/en/$1" | python3 -c '
import html, re, sys
page = html.unescape(re.sub("<[^>]*>", "", sys.stdin.read()))
print(re.search(r"curl -s ADDRESS/api/en/texts/.*?print\(h\.hexdigest\(\)\)\x27", page, re.S).group())
' | sed "s|ADDRESS|$url|" >"$TMPDIR/recheck.sh"
	bash "$TMPDIR/recheck.sh" 2>&1
}

clock '2026-02-02 09:00:00'
COMITY=$then_run demo_make "$demo"
COMITY=$then_run server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1 || give_up "the state is dumped"
sent=$(silence_parts sent "$TMPDIR/dump")

# In a meeting.
tabled draft "Member States shall cooperate."
does text.propose kz/delegate-1 "$(edit draft should)"
accepted draft 1
translated draft title "Текст"
translated draft op1 "Государствам-членам следует сотрудничать."
revised draft CICA/SOC/DRAFT/1/Rev.1
does meeting.convene "$officer" '{"agenda": [{"id": "outcome", "number": "1", "title": {"en": "Outcome"}}],
	"body": "soc", "code": "soc-2026", "from": "2026-03-16", "mode": "in-person",
	"opens": '"$(ms '2026-03-16 09:00:00')"', "title": {"en": "Senior officials"}}'
decision='"body": "soc", "code": "outcome", "matter": "text", "meeting": "soc-2026", "title": {"en": "Outcome"}'
refused "an act puts words or a revision" words-or-revision decision.table uz/delegate-1 "{$decision}"
refused "a revision that is there" revision-unknown decision.table uz/delegate-1 \
	"{$decision, ${negotiated/\"revision\": 1/\"revision\": 2}}"
refused "by its own hash" revision-other decision.table uz/delegate-1 \
	"{$decision, ${negotiated/$hash/${hash//[0-9]/0}}}"
does decision.table uz/delegate-1 "{$decision, $negotiated}"
does decision.circulate "$officer" '{"decision": "outcome", "sent": '"$sent"'}'
refused "the clock is not ahead of its time" notice-running decision.ripen "$officer" '{"decision": "outcome"}'
clock '2026-03-16 09:00:00'
does decision.ripen kz/delegate-1 '{"decision": "outcome"}'
refused "and strikes once" step-does-not-follow decision.ripen "$officer" '{"decision": "outcome"}'
does meeting.open "$chair" '{"meeting": "soc-2026",
	"present": ["az", "cn", "il", "in", "kg", "kz", "tj", "tr", "uz"]}'
does agenda.adopt "$chair" '{"meeting": "soc-2026"}'
does decision.consider "$chair" '{"decision": "outcome", "item": "outcome", "meeting": "soc-2026"}'
refused "an amendment is no other text" amended-in-the-text decision.amend kg/delegate-1 \
	'{"decision": "outcome", "hash": "'"$hash"'", "texts": [{"lang": "en", "text": "Another."}]}'
does text.propose kg/delegate-1 "$(edit draft will)"
refused "but a proposal, with which it is not put" brackets-open decision.call "$chair" \
	'{"decision": "outcome", "hash": "'"$hash"'"}'
accepted draft 2
old=$hash
translated draft op1 "Государства-члены будут сотрудничать."
refused "nor as the revision that it was" revision-passed decision.call "$chair" \
	'{"decision": "outcome", "hash": "'"$hash"'"}'
revised draft CICA/SOC/DRAFT/1/Rev.2
does decision.revise "$chair" '{"decision": "outcome", "hash": "'"$old"'", '"$negotiated"'}'
does decision.call "$chair" '{"decision": "outcome", "hash": "'"$hash"'"}'
refused "nothing in it moves while it is put" text-is-put text.propose kz/delegate-1 "$(edit draft shall)"
same "desk and room say what it is put to" "$(held draft)" \
	"$(printf 'class="alert" href="/decisions/outcome %.0s' 1 2 3 4)fixed"
refused "not even its end" text-is-put text.close "$chair" '{"outcome": "abandoned", "text": "draft"}'
clock '2026-03-16 09:01:00'
does decision.gavel "$chair" '{"decision": "outcome", "hash": "'"$hash"'"}'
same "the decision names the text and its revision, and that it was adopted" "$(of decisions/outcome \
	"d['negotiated']['text'], d['negotiated']['revision'], d['negotiated']['is_adopted'], d['decision']['state']")" \
	"draft 2 True gavelled"
same "with its words in both languages" "$(of decisions/outcome "[t['text'].split('\n')[-1] for t in d['texts']]")" \
	"['1. Member States will cooperate.', '1. Государства-члены будут сотрудничать.']"
same "the text names the decision, and its end" "$(of texts/draft \
	"d['text']['state'], [(p['section'], p['code'], p['revision']) for p in d['puts']], [r.get('is_adopted') for r in d['revisions']]")" \
	"finished [('decisions', 'outcome', 2)] [False, True]"
same "desk and room say that it was adopted, and nothing holds it" "$(held draft)" \
	"$(printf 'class="clear" %.0s' 1 2 3 4)"
for lang in en ru; do
	holds "the pages link to one another ($lang)" bash -c \
		"grep -q '/$lang/texts/draft' <(curl -s '$url/$lang/decisions/outcome') &&
		grep -q '/$lang/decisions/outcome' <(curl -s '$url/$lang/texts/draft')"
done
same "what the page says how to recheck it gives the hash that was adopted" "$(rechecked decisions/outcome)" "$hash"
refused "what is adopted stays" step-does-not-follow text.propose kz/delegate-1 "$(edit draft shall)"
refused "and is not put again" text-is-adopted decision.table uz/delegate-1 \
	"{${decision/outcome/again}, $negotiated}"
refused "its meeting is not over" step-does-not-follow decision.lapse "$officer" '{"decision": "outcome"}'

# By silence.
tabled note "Member States may cooperate."
translated note title "Текст"
translated note op1 "Государства-члены могут сотрудничать."
revised note CICA/SOC/DRAFT/2/Rev.1
does silence.propose "$chair" '{"body": "soc", "code": "note", "expires": '"$(ms '2026-04-01 12:00:00')"',
	"matter": "text", '"$negotiated"', "title": {"en": "Note"}}'
silence_run note "$chair" >"$script_out" 2>&1 || give_up "the silence runs"
refused "nothing in it moves under silence" text-is-put text.propose kz/delegate-1 "$(edit note shall)"
same "desk and room name the silence" "$(held note)" \
	"$(printf 'class="alert" href="/silences/note %.0s' 1 2 3 4)fixed"
refused "nor is it put twice" text-is-put silence.propose "$chair" '{"body": "soc", "code": "note-2",
	"expires": '"$(ms '2026-04-01 12:00:00')"', "matter": "text", '"$negotiated"', "title": {"en": "Note"}}'
clock '2026-04-01 12:00:00'
does silence.attest "$officer" secretariat/officer-2 '{"channels": ["mail"], "silence": "note"}'
refused "until the chair has said what came of it" text-is-put text.propose kz/delegate-1 "$(edit note shall)"
does silence.notify "$chair" '{"outcome": "adopted", "silence": "note"}'
same "the silence names the text, adopted" "$(of silences/note \
	"d['negotiated']['text'], d['negotiated']['is_adopted'], d['silence']['state']")" "note True adopted"
same "and its words give the hash" "$(rechecked silences/note)" "$hash"
same "the text names the silence" "$(of texts/note "[(p['section'], p['code']) for p in d['puts']], d['text']['state']")" \
	"[('silences', 'note')] finished"

server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
