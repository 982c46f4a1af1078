#!/usr/bin/env bash
# Agreements at a served forum: which stood on 28 April 2016, and that later steps do not change that day; one from
# its proposal to its entry into force by deposits; relations in both directions; texts and boards of institutions.
# What is wrong is refused, and says why. Every link of the pages answers.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
officer=secretariat/officer-1
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
states="sorted(a['code'] + ' ' + a['state'] for a in d['agreements'] if a['kind'] in ('memorandum', 'protocol')
	and a['state'] != 'none')"
on_comment="['eco-mou signed', 'eurasec-mou signed', 'iom-mou signed', 'sco-mou signed', 'sco-rats-protocol studied', 'unodc-mou signed']"

# The forum as it is shipped.
model "on 28 April 2016 four memoranda of the comment were signed, and the protocol with RATS was under study" \
	"agreements?on=2016-04-28" "$states" "$on_comment"
model "the day that the forum is shown on is that day" agreements "$states" "$on_comment"
model "the Statute is in force, the Convention only signed, for one ratification is short" "agreements?on=2025-08-01" \
	"[a['state'] for a in d['agreements'] if a['code'] in ('secretariat-statute', 'convention')]" "['in-force', 'signed']"
model "a signature of which nobody tells when may have been by then, and is not counted" \
	"agreements/sco-rats-protocol?on=2016-04-28" "(d['agreement']['state'], d['agreement']['maybe'], d['agreement']['stands'])" \
	"('studied', 'signed', False)"
model "before the comment nothing is certain of it" "agreements/sco-rats-protocol?on=2016-04-26" \
	"d['agreement']['state']" none
model "the memorandum of 2008 gives way to that of 13 October 2022" "agreements/eurasec-mou?on=2022-10-13" \
	"(d['agreement']['state'], d['steps'][-1]['by'])" "('superseded', 'eec-mou')"
model "the General Assembly has the forum as observer, and IOM not yet on that day" "relations?on=2016-04-28" \
	"[(r['code'], r['is_current']) for r in d['out']]" "[('unga-observer', True), ('iom-observer', False)]"
model "four organisations observe the forum on that day" "relations?on=2016-04-28" \
	"sorted(r['party'] for r in d['in'] if r['is_current'] and r['kind'] == 'observer')" \
	"['las', 'osce', 'turkpa', 'un']"
model "the network has everybody with whom something stands" "agreements?on=2016-04-28" \
	"all(p['agreements'] or p['relations'] for p in d['network']) and
	{'eco', 'iom', 'unodc', 'sco', 'sco-rats', 'un'} <= {p.get('party') for p in d['network']}" True
model "the Think Tank Forum's regulations and report are on its page" institutions/think-tank-forum \
	"[(t['kind'], t['on'], t['body']) for t in d['texts']]" \
	"[('regulations', '2021-10-07', 'soc'), ('plan', '2023-04-19', 'soc'), ('report', '2025-02-27', 'soc')]"

# Pages: in both languages, the day kept in their links, every link answers.
answers "the page says how many stand on the day" 0 '6 agreements stand|[0-9]+ agreements stand on this day' \
	curl -sf "$url/en/agreements?on=2016-04-28"
answers "in Russian, too" 0 'На этот день в силе' curl -sf "$url/ru/agreements?on=2016-04-28"
answers "a day that does not exist is refused" 0 '^400$' \
	curl -s -o /dev/null -w '%{http_code}\n' "$url/en/agreements?on=2016-02-30"
answers "an agreement that is not there is not found" 0 '^404$' \
	curl -s -o /dev/null -w '%{http_code}\n' "$url/en/agreements/none"
# links_dead PAGE...: the addresses of ours on these pages that do not answer.
links_dead() {
	local page link
	for page; do curl -sf "$url$page"; done | grep -oE 'href="/[^"#]*' | cut -c7- | sed 's/&amp;/\&/g' | sort -u |
		while read -r link; do
			[ "$(curl -s -o /dev/null -w '%{http_code}' "$url$link")" = 200 ] || printf '%s ' "$link"
		done
}
same "every link of these pages answers" "$(links_dead "/en/agreements?on=2016-04-28" "/ru/agreements?on=2022-10-13" \
	/en/agreements/eurasec-mou /ru/agreements/sco-mou /en/agreements/secretariat-statute "/en/relations?on=2016-04-28" \
	/ru/institutions/think-tank-forum /en/institutions/secretariat)" ""

# A life, step by step.
content '{"code": "league-mou", "counterpart": {"en": "A league"}, "delay_days": 30, "kind": "convention", "needs": 2, "title": {"en": "Convention with a league", "ru": "Конвенция с лигой"}}'
answers "nobody records an agreement without a source or decision" 1 source-missing act_do agreement.record $officer
content '{"code": "league-mou", "counterpart": {"en": "A league"}, "delay_days": 30, "kind": "convention", "needs": 2, "sources": ["https://example.org/league"], "title": {"en": "Convention with a league", "ru": "Конвенция с лигой"}}'
answers "nor does a delegation" 1 officer-only act_do agreement.record kz/delegate-1
holds "an officer records it" act_do agreement.record $officer
answers "not twice" 1 code-used act_do agreement.record $officer
# step TO ON: content of a step of it.
step() { content '{"agreement": "league-mou", "on": "'"$2"'", "sources": ["https://example.org/league"], "to": "'"$1"'"}'; }
step amended 2026-01-10
answers "what is not signed is not amended" 1 agreement-step-order act_do agreement.step $officer
step sealed 2026-01-10
answers "a step of no name is none" 1 word-unknown act_do agreement.step $officer
step studied 2026-02-30
answers "a day that does not exist is none" 1 '.' act_do agreement.step $officer
for to in "proposed 2026-01-10" "studied 2026-02" "approved 2026-03-01" "signed 2026-03-05"; do
	# shellcheck disable=SC2086
	step $to
	holds "it is ${to% *}" act_do agreement.step $officer
done
step studied 2026-03-06
answers "what is signed is not studied any more" 1 agreement-step-order act_do agreement.step $officer
step in-force 2026-03-06
answers "it is not in force before the deposits" 1 deposits-missing act_do agreement.step $officer
# deposit PARTY ON
deposit() { content '{"agreement": "league-mou", "kind": "ratification", "on": "'"$2"'", "party": "'"$1"'"}'; }
deposit kz 2026-03-04
answers "nor does anybody deposit before the signature" 1 date-order act_do agreement.deposit kz/coordinator
deposit kz 2026-04-01
answers "a delegate does not deposit" 1 coordinator-only act_do agreement.deposit kz/delegate-1
holds "Kazakhstan's coordinator does" act_do agreement.deposit kz/coordinator
answers "once" 1 step-does-not-follow act_do agreement.deposit kz/coordinator
deposit tr 2026-03-20
holds "so does Türkiye's" act_do agreement.deposit tr/coordinator
model "it is in force thirty days after the later deposit, by itself" "agreements/league-mou?on=2026-05-01" \
	"(d['agreement']['state'], d['steps'][-1]['on'], len(d['deposits']))" "('in-force', '2026-05-01', 2)"
model "and not a day sooner" "agreements/league-mou?on=2026-04-30" "d['agreement']['state']" signed
model "28 April 2016 is as it was" "agreements?on=2016-04-28" "$states" "$on_comment"

# Relations, institutions.
content '{"code": "league", "counterpart": {"en": "A league"}, "direction": "sideways", "kind": "observer", "sources": ["https://example.org/league"]}'
answers "a direction of no name is none" 1 word-unknown act_do relation.record $officer
content '{"agreement": "league-mou", "code": "league", "counterpart": {"en": "A league"}, "direction": "both", "from": "2026-05-01", "kind": "observer", "sources": ["https://example.org/league"]}'
holds "the forum and the league observe each other" act_do relation.record $officer
model "and both lists say so" "relations?on=2026-05-02" \
	"[any(r.get('code') == 'league' for r in d[way]) for way in ('out', 'in')]" "[True, True]"
content '{"relation": "league", "sources": ["https://example.org/league"], "until": "2026-04-01"}'
answers "they do not end before they began" 1 date-order act_do relation.end $officer
content '{"institution": "none", "kind": "report", "sources": ["https://example.org/report"], "title": {"en": "Report"}}'
answers "an institution that is not there has no report" 1 institution-unknown act_do institution.text $officer
content '{"body": "soc", "institution": "youth-council", "kind": "report", "on": "2026-06-01", "sources": ["https://example.org/report"], "title": {"en": "Report of the Youth Council"}}'
answers "before it reported, its page says that no report is on record" 0 'No report of it is on record' \
	curl -sf "$url/en/institutions/youth-council"
holds "the Youth Council's report to the senior officials is recorded" act_do institution.text $officer
answers "and stands on its page" 0 'Report of the Youth Council' curl -sf "$url/en/institutions/youth-council"
content '{"from": "2026-01-01", "institution": "business-council", "party": "az", "role": "chair", "sources": ["https://example.org/board"]}'
holds "a state's seat on the board is recorded" act_do institution.seat $officer
answers "not twice" 1 step-does-not-follow act_do institution.seat $officer
content '{"institution": "business-council", "party": "az", "role": "chair", "sources": ["https://example.org/board"], "until": "2026-07-01"}'
holds "and its end" act_do institution.vacate $officer
model "both are on the page" institutions/business-council \
	"[(b['party'], b['role'], b['from'], b['until']) for b in d['seats']]" "[('az', 'chair', '2026-01-01', '2026-07-01')]"
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
