/* Documents and the journal (docs/rules.md sections 9 and 11). */
#include "base/buf.h"
#include "rules/judge.h"

#define STATEMENT_NONE UINT64_MAX

static struct conduct_statement *statement_find(const struct conduct *c, uint64_t entry)
{
	for (uint32_t i = 0; c != NULL && i < c->statements_count; i++) {
		if (c->statements[i].entry == entry)
			return &c->statements[i];
	}
	return NULL;
}

/* "/Rev.", "/Add.", "/Corr.", "*"; empty: no such suffix. */
static struct str suffix_text(struct str suffix)
{
	if (str_eq(suffix, S("rev")))
		return S("/Rev.");
	if (str_eq(suffix, S("add")))
		return S("/Add.");
	if (str_eq(suffix, S("corr")))
		return S("/Corr.");
	return str_eq(suffix, S("reissue")) ? S("*") : STR_NONE;
}

static uint64_t suffix_next(const struct forum *f, struct str of, struct str suffix)
{
	uint64_t next = 1;
	for (uint32_t i = 0; i < f->documents.count; i++) {
		const struct document *d = table_at(&f->documents, i);
		next += str_eq(d->of, of) && str_eq(d->suffix, suffix);
	}
	return next;
}

/* Is it the next symbol of this suffix? Corrections of a decision are acts of their own. */
static bool suffix_fits(struct judge *j, const struct document_issue *c)
{
	bool is_reissue = str_eq(c->suffix, S("reissue"));
	struct buf wanted;
	if (str_eq(c->suffix, S("corr")) && document_find(j->f, c->of) == NULL)
		return false;
	buf_init(&wanted, j->scratch, 2 * SYMBOL_BYTES_MAX + 32);
	buf_put(&wanted, c->of);
	buf_put(&wanted, suffix_text(c->suffix));
	if (!is_reissue)
		buf_dec(&wanted, (int64_t)suffix_next(j->f, c->of, c->suffix));
	return !wanted.failed && str_eq(buf_str(&wanted), c->symbol);
}

static void guard_series(struct judge *j, const struct document_issue *c)
{
	const struct forum *f = j->f;
	if (c->of.n == 0) {
		if (c->suffix.n > 0)
			finding_add_at(j->found, FINDING_DOCUMENT_UNKNOWN, S("of"));
		if (!symbol_fits(f, c->class, c->symbol, moment_parts(j->now).date.year))
			finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
		return;
	}
	if (suffix_text(c->suffix).n == 0) {
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("suffix"));
		return;
	}
	if (!symbol_is_known(f, c->of))
		finding_add_at(j->found, FINDING_DOCUMENT_UNKNOWN, S("of"));
	else if (!suffix_fits(j, c))
		finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
}

static void guard_statement(struct judge *j, const struct document_issue *c)
{
	if (c->statement == INTEGER_ABSENT)
		return;
	const struct conduct_statement *of =
	    statement_find(conduct_find(j->f, c->meeting), (uint64_t)c->statement);
	if (of == NULL)
		finding_add_at(j->found, FINDING_ACT_UNKNOWN, S("statement"));
	else if (of->symbol.n > 0)
		finding_add_at(j->found, FINDING_ACT_SETTLED, S("statement"));
}

void document_issue_check(struct judge *j, const struct document_issue *c)
{
	const struct strs *distribution = &j->f->charter.records.distribution;
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	else
		guard_series(j, c);
	if (c->meeting.n > 0 && meeting_find(j->f, c->meeting) == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
	guard_statement(j, c);
	if (c->distribution.n > 0 && distribution->count > 0 &&
	    !strs_has(distribution, c->distribution))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("distribution"));
	guard_document_texts(j, &c->texts);
}

static void langs_keep(struct forum *f, struct document *d, const struct document_text_list *texts)
{
	struct document_lang *at = arena_array(f->arena, struct document_lang, texts->count);
	for (uint32_t i = 0; i < texts->count; i++)
		at[i] = (struct document_lang){ .lang = keep_str(f, texts->at[i].lang),
			.has_text = texts->at[i].text.n > 0,
			.has_content = texts->at[i].content.is_present };
	d->langs = at;
	d->langs_count = texts->count;
}

void document_issue_apply(struct forum *f, const struct judged *act, const struct document_issue *c)
{
	bool has_statement = c->statement != INTEGER_ABSENT;
	struct document *d = table_add(&f->documents);
	*d = (struct document){ .symbol = keep_str(f, c->symbol),
		.class = keep_str(f, c->class),
		.meeting = keep_str(f, c->meeting),
		.of = keep_str(f, c->of),
		.suffix = keep_str(f, c->suffix),
		.distribution = keep_str(f, c->distribution),
		.title = keep_names(f, &c->title),
		.entry = act->index,
		.statement = has_statement ? (uint64_t)c->statement : STATEMENT_NONE,
		.at = act->received };
	langs_keep(f, d, &c->texts);
	derive_document(f, f->documents.count - 1);
	f->versions[NOUN_DOCUMENT]++;
	if (has_statement)
		statement_find(conduct_touch(f, c->meeting), d->statement)->symbol = d->symbol;
}

/* A meeting that was opened, whatever became of it: the journal is written up afterwards. */
static const struct conduct *guard_journal(struct judge *j, struct str meeting, struct date day)
{
	const struct conduct *c = conduct_find(j->f, meeting);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (day.day == 0)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("day"));
	if (c == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
	else if (c->state == CONDUCT_CONVENED || c->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_NOT_OPEN, S("meeting"));
	return c;
}

static void note_add(struct forum *f, const struct judged *act, struct str meeting,
    struct conduct_note note)
{
	struct conduct *c = conduct_touch(f, meeting);
	note.entry = act->index;
	note.day.minute = -1;
	note.symbol = keep_str(f, note.symbol);
	*ROWS_ADD(f, c, notes) = note;
	if (note.symbol.n > 0)
		derive_symbol(f, note.symbol);
}

void journal_add_check(struct judge *j, const struct journal_add *c)
{
	(void)guard_journal(j, c->meeting, c->day);
}

void journal_add_apply(struct forum *f, const struct judged *act, const struct journal_add *c)
{
	note_add(f, act, c->meeting, (struct conduct_note){ .day = c->day });
}

void journal_issue_check(struct judge *j, const struct journal_issue *c)
{
	const struct conduct *of = guard_journal(j, c->meeting, c->day);
	if (symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	else if (!symbol_fits(j->f, S("journal"), c->symbol, c->day.year))
		finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
	for (uint32_t i = 0; of != NULL && c->day.day > 0 && i < of->notes_count; i++) {
		if (of->notes[i].symbol.n > 0 &&
		    date_first_day(of->notes[i].day) == date_first_day(c->day))
			finding_add_at(j->found, FINDING_CODE_USED, S("day"));
	}
}

void journal_issue_apply(struct forum *f, const struct judged *act, const struct journal_issue *c)
{
	note_add(f, act, c->meeting, (struct conduct_note){ .day = c->day, .symbol = c->symbol });
}
