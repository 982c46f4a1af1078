/* Rows of silences, decisions and votes. */
#include "project/rows_priv.h"

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_decision.def"
#undef TABLE
#undef COLUMN
#undef END

static void silence_items(struct rows *o, const struct silence *s)
{
	for (uint32_t i = 0; i < s->languages.count; i++) {
		struct str lang = s->languages.at[i];
		rows_item(o, (struct item){ .noun = S("silence"), .code = s->code,
			.kind = silence_state_name(s->state), .lang = lang, .body = s->body,
			.day = date_of_moment(s->steps[0].at), .symbol = s->symbol,
			.title = names_in(&s->title, lang, S("en"), &(struct str){ 0 }),
			.words = rows_words_in(o, s->proposed, lang),
			.address = rows_address(o, "silences", s->code), .entry = s->proposed });
	}
}

static void silence_rows(struct rows *o, const struct silence *s)
{
	silences_put(o, s, s, NULL);
	rows_names(o, &(struct name_row){ .table = S("silences"), .code = s->code, .what = S("title") },
	    &s->title);
	for (uint32_t i = 0; i < s->steps_count; i++)
		silence_steps_put(o, s, &s->steps[i], NULL);
	for (uint32_t i = 0; i < s->breaks_count; i++)
		silence_breaks_put(o, s, &s->breaks[i], NULL);
	for (uint32_t i = 0; i < s->statements_count; i++)
		silence_statements_put(o, s, &s->statements[i], NULL);
	for (uint32_t i = 0; i < s->expiries_count; i++)
		silence_expiries_put(o, s, &s->expiries[i], NULL);
	silence_items(o, s);
}

static void decision_items(struct rows *o, const struct decision *d)
{
	for (uint32_t i = 0; i < d->languages.count; i++) {
		struct str lang = d->languages.at[i];
		rows_item(o, (struct item){ .noun = S("decision"), .code = d->code,
			.kind = decision_state_name(d->state), .lang = lang, .body = d->body,
			.party = d->sponsors.count > 0 ? d->sponsors.at[0] : STR_NONE,
			.day = date_of_moment(d->adopted == UINT64_MAX ? d->steps[0].at : d->adopted_at),
			.symbol = d->symbol.n > 0 ? d->symbol : d->interim,
			.title = names_in(&d->title, lang, S("en"), &(struct str){ 0 }),
			.words = rows_words_in(o, d->text_entry, lang),
			.address = rows_address(o, "decisions", d->code), .entry = d->tabled });
	}
}

static void dissent_rows(struct rows *o, const struct decision *d, const struct dissent *of)
{
	dissents_put(o, d, of, NULL);
	const struct act_words *words = rows_words(o, of->entry);
	for (uint32_t i = 0; i < words->count; i++) {
		rows_item(o, (struct item){ .noun = S("dissent"), .code = rows_number(o, of->entry),
			.kind = of->kind, .lang = words->at[i].lang, .party = of->party,
			.body = d->body, .day = date_of_moment(of->at), .title = words->at[i].title,
			.words = words->at[i].words, .address = rows_address(o, "decisions", d->code),
			.entry = of->entry });
	}
}

static void decision_all_rows(struct rows *o, const struct decision *d)
{
	decisions_put(o, d, d, NULL);
	rows_names(o, &(struct name_row){ .table = S("decisions"), .code = d->code, .what = S("title") },
	    &d->title);
	for (uint32_t i = 0; i < d->steps_count; i++)
		decision_steps_put(o, d, &d->steps[i], NULL);
	for (uint32_t i = 0; i < d->objections_count; i++)
		objections_put(o, d, &d->objections[i], NULL);
	for (uint32_t i = 0; i < d->amendments_count; i++)
		amendments_put(o, d, &d->amendments[i], NULL);
	for (uint32_t i = 0; i < d->adrefs_count; i++)
		adrefs_put(o, d, &d->adrefs[i], NULL);
	for (uint32_t i = 0; i < d->contests_count; i++)
		contestations_put(o, d, &d->contests[i], NULL);
	for (uint32_t i = 0; i < d->corrections_count; i++)
		decision_corrections_put(o, d, &d->corrections[i], NULL);
	decision_items(o, d);
	for (uint32_t i = 0; i < d->dissents_count; i++)
		dissent_rows(o, d, &d->dissents[i]);
}

static void ballot_rows(struct rows *o, const struct ballot *b)
{
	ballots_put(o, b, b, NULL);
	for (uint32_t i = 0; i < b->votes_count; i++)
		ballot_votes_put(o, b, &b->votes[i], NULL);
}

void decision_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_silences)
		silence_rows(o, row);
	else if (t == STATE_decisions)
		decision_all_rows(o, row);
	else if (t == STATE_ballots)
		ballot_rows(o, row);
}
