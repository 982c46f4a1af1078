#!/usr/bin/env bash
# A year of confidence-building measures at a served forum: a state volunteers, its concept paper is approved, the
# plan of the year takes three activities, of which one is postponed and one merged; reports come, one of them nil,
# one late, one supplemented; a body looks back on the dimension. What is wrong is refused, and says why.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
officer=secretariat/officer-1
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
today=$(date -u +%F)
year=${today%%-*}

# The forum as it is shipped.
model "who coordinated small business in April 2016 is told" "measures/economic.sme?on=2016-04-28" \
	"[(r['party'], r['role']) for r in d['roles'] if r['is_current']]" "[('ru', 'coordinator')]"
model "its plan was approved in January, and told of as adopted in April" plans/sme-2016-2018 \
	"[(f['to'], f['on'], f['body']) for f in d['facts']]" \
	"[('approved', '2016-01-13', 'soc'), ('adopted', '2016-04-28', 'ministers')]"
model "what the ministers called for in 2016 is in the plan of 2022" undertakings \
	"[(u['on'], u['meeting'], f['plan'], f['on']) for u in d['undertakings'] for f in u['fulfilments']]" \
	"[('2016-04-28', 'ministers-5', 'ct-2022', '2022-10-13')]"
model "who coordinates energy security stays unknown" measures/economic.energy "d['roles']" "[]"
model "an area knows the editions of its measures" measures/military-political.military-political \
	"[(e['code'], e['measures']) for e in d['editions']]" "[('agreed-2013', 4), ('catalogue-2021', 21)]"

# A state volunteers.
content '{"area": "economic.energy", "party": "kz", "role": "coordinator"}'
answers "nobody volunteers for another" 1 acts-for-other-party act_do area.coordinate tr/delegate-1
holds "Kazakhstan volunteers" act_do area.coordinate kz/delegate-1
answers "not twice" 1 step-does-not-follow act_do area.coordinate kz/delegate-1
model "and is the coordinator from today on" "measures/economic.energy?on=$today" \
	"[(r['party'], r['from'], r['is_current']) for r in d['roles']]" "[('kz', '$today', True)]"
content '{"area": "economic.none", "party": "kz", "role": "coordinator"}'
answers "an area that is not there has none" 1 area-unknown act_do area.coordinate kz/delegate-1

# Concept paper, action plan, the plan of the year.
content '{"area": "economic.energy", "code": "energy-concept", "kind": "concept", "title": {"en": "Energy: concept", "ru": "Энергетика"}}'
answers "who does not coordinate drafts no concept paper" 1 not-the-coordinator act_do plan.propose tr/delegate-1
holds "the coordinator submits its concept paper" act_do plan.propose kz/delegate-1
content '{"plan": "energy-concept", "to": "approved"}'
answers "nobody records an approval without a source or decision" 1 source-missing act_do plan.step $officer
content '{"body": "soc", "on": "'"$today"'", "plan": "energy-concept", "sources": ["https://example.org/soc"], "to": "approved"}'
answers "nor does its author" 1 officer-only act_do plan.step kz/delegate-1
holds "the senior officials' approval is recorded" act_do plan.step $officer
content '{"area": "economic.energy", "code": "energy-plan", "from": "'"$year"'", "kind": "action", "title": {"en": "Energy: action plan"}, "under": "energy-concept"}'
holds "the action plan follows from it" act_do plan.propose kz/delegate-1
content '{"code": "year-plan", "from": "'"$year"'", "kind": "year", "title": {"en": "The plan of the year"}, "until": "'"$year"'"}'
holds "the Secretariat puts the plan of the year together" act_do plan.propose $officer

# Three activities and a fourth that is merged.
activity() { # CODE FROM MORE
	content '{"area": "economic.energy", "code": "'"$1"'", "from": "'"$2"'", "title": {"en": "Activity '"$1"'"}'"${3:-}"'}'
	act_do activity.propose kz/delegate-1 && content '{"activity": "'"$1"'", "plan": "year-plan", "stage": "planned"}' &&
		act_do activity.plan $officer
}
holds "a seminar is put forward and planned" activity seminar "${today}T10:00" ', "offset": "+05:00", "tentative": true'
holds "a workshop" activity workshop "$year-01-15"
holds "a training" activity training "$((year - 1))-03-01" ', "until": "'"$((year - 1))-03-05"'"'
holds "a round table" activity table "$year"
content '{"activity": "seminar", "from": "2016-02-30"}'
answers "a day that does not exist is no date" 1 E_ACT_MEMBER act_do activity.move kz/delegate-1
content '{"activity": "seminar", "from": "'"$year-05-02"'", "until": "'"$year-05-01"'"}'
answers "nothing ends before it begins" 1 date-order act_do activity.move kz/delegate-1
content '{"activity": "seminar", "from": "'"${today}"'T10:00", "offset": "+15:00"}'
answers "no place is fifteen hours ahead" 1 offset-impossible act_do activity.move kz/delegate-1
content '{"activity": "seminar", "basis": "at the request of two members"}'
holds "the seminar is postponed" act_do activity.move kz/delegate-1
model "its dates are unknown, and what they were stays" activities/seminar \
	"('from' in d['activity'], d['steps'][-1]['was_from'])" "(False, '${today}T10:00')"
content '{"activity": "seminar", "from": "'"$today"'", "place": {"en": "Almaty"}}'
holds "it gets another day" act_do activity.move kz/delegate-1
content '{"activity": "table", "into": "seminar"}'
holds "the round table is merged into it" act_do activity.merge kz/delegate-1
answers "only once" 1 step-does-not-follow act_do activity.merge kz/delegate-1
content '{"activity": "workshop", "from": "'"$((year + 1))-01-01"'"}'
answers "what is to come was not held" 1 step-does-not-follow act_do activity.hold kz/delegate-1
for code in seminar workshop training; do
	content '{"activity": "'$code'", "participation": {"en": "12 members"}}'
	answers "another state does not say that $code was held" 1 acts-for-other-party act_do activity.hold tr/delegate-1
	holds "the host says that $code was held" act_do activity.hold kz/delegate-1
done

# Reports.
content '{"activity": "seminar", "text": {"en": "It took place."}}'
answers "another state does not report on it" 1 return-of-other-party act_do report.file tr/delegate-1
content '{"activity": "seminar", "nil": true, "text": {"en": "Nothing."}}'
answers "a nil report says nothing" 1 report-empty act_do report.file kz/delegate-1
content '{"activity": "seminar", "text": {"en": "It took place."}}'
holds "the host reports in time" act_do report.file kz/delegate-1
answers "once; more is a supplement" 1 step-does-not-follow act_do report.file kz/delegate-1
content '{"report": '"${entry:?}"', "text": {"en": "Two more took part.", "ru": "Участвовали ещё двое."}}'
answers "another state does not supplement it" 1 return-of-other-party act_do report.supplement tr/delegate-1
holds "the host does" act_do report.supplement kz/delegate-1
content '{"report": 1, "text": {"en": "More."}}'
answers "where there is no report there is nothing to supplement" 1 supplement-without-return \
	act_do report.supplement kz/delegate-1
content '{"activity": "workshop", "nil": true}'
holds "a nil report" act_do report.file kz/delegate-1
content '{"activity": "training", "text": {"en": "It took place a year ago."}}'
holds "a late one" act_do report.file kz/delegate-1
model "nothing was replaced" activities/seminar \
	"[(r['is_late'], r.get('supplements') is not None, r['text']['text']) for r in d['reports']]" \
	"[(False, False, 'It took place.'), (False, True, 'Two more took part.')]"
model "the nil one is told as such" activities/workshop "[r['is_nil'] for r in d['reports']]" "[True]"
model "the late one counts, and is marked" activities/training "[r['is_late'] for r in d['reports']]" "[True]"
content '{"dimension": "economic", "nil": true, "year": '"$((year - 1))"'}'
holds "another party has nothing to report on a year" act_do report.file tr/delegate-1
model "the matrix counts what was planned, held and reported" "measures?dimension=economic&party=kz" \
	"[[c['planned'], c['held'], c['reported']] for r in d['groups'][0]['rows'] if r['code'] == 'economic.energy' for c in r['cells']]" \
	"[[1, 1, 1], [3, 2, 2]]"

# The review.
content '{"body": "ministers", "code": "review-year", "dimension": "economic"}'
answers "only the body that the charter names looks back" 1 decision-not-for-this-body act_do review.open $officer
content '{"body": "soc", "code": "review-year", "dimension": "economic", "from": "'"$today"'"}'
holds "the senior officials look back on the dimension" act_do review.open $officer
content '{"outcome": {"en": "Took note."}, "review": "review-year", "until": "'"$today"'"}'
holds "and take note" act_do review.close $officer

for lang in en ru; do
	for page in measures measures/economic.energy plans plans/year-plan activities activities/seminar \
		undertakings parties/kz; do
		curl -sf "$url/$lang/$page" >"$TMPDIR/page"
		holds "$page is there ($lang)" grep -q '</html>' "$TMPDIR/page"
	done
done
curl -sf "$url/en/activities/2022-green-city" >"$TMPDIR/page"
holds "what was never told stays open" grep -q tentative "$TMPDIR/page"
holds "nobody who did not report has failed" grep -q 'no information received' <(curl -sf "$url/en/activities")
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"

# As tables, and in the search.
sql() { sqlite3 "$demo/tables.sqlite" "$1"; }
holds "tables are built of it" "$COMITY" rebuild "$demo"
same "they say what became of each activity" \
	"$(sql "SELECT code, state FROM activities WHERE host = 'kz' AND area = 'economic.energy' ORDER BY code" | tr '\n' ' ')" \
	"seminar|held table|merged training|held workshop|held "
same "and which reports came, in what way" \
	"$(sql "SELECT activity, is_nil, is_late AND activity = 'training', supplements_entry IS NOT NULL FROM reports WHERE party = 'kz' AND activity IS NOT NULL
		ORDER BY entry" | tr '\n' ' ')" \
	"seminar|0|0|0 seminar|0|0|1 workshop|1|0|0 training|0|1|0 "
answers "a report is found by what it says" 0 'report [0-9]+' \
	"$COMITY" search '"took place"' --from "$demo" --noun report --party kz
answers "a supplement in its language" 0 'activities/seminar' \
	"$COMITY" search участвовать --from "$demo" --noun report --lang ru
answers "so is that there was nothing to report" 0 'activities/workshop' \
	"$COMITY" search workshop --from "$demo" --noun report
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
