/* Documents and their symbols (docs/rules.md section 11). */
#include "base/encode.h"
#include "rules/state.h"

#define MATCH_STEPS_MAX 4096 /* a pattern of many words must not cost more than it is worth */
#define YEAR_ANY (-1)

uint32_t document_count(const struct forum *f)
{
	return f->documents.count;
}

const struct document *document_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->documents, at);
}

const struct document *document_find(const struct forum *f, struct str symbol)
{
	uint32_t at = map_get(&f->document_by_symbol, symbol);
	return at == MAP_NONE ? NULL : table_at(&f->documents, at);
}

static const struct decision *decision_of_symbol(const struct forum *f, struct str symbol)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (d->symbol.n > 0 && str_eq(d->symbol, symbol))
			return d;
	}
	return NULL;
}

/* Corrections of a decision are numbered, so their symbols follow from their count. */
static bool is_correction(const struct forum *f, struct str symbol)
{
	size_t at = symbol.n;
	uint64_t n = 0;
	while (at > 0 && symbol.p[at - 1] >= '0' && symbol.p[at - 1] <= '9')
		at--;
	struct str before = str_sub(symbol, 0, at);
	if (!str_ends(before, S("/Corr.")) || !dec_decode(&n, str_sub(symbol, at, symbol.n)))
		return false;
	const struct decision *d =
	    decision_of_symbol(f, str_sub(before, 0, before.n - S("/Corr.").n));
	return d != NULL && n >= 1 && n <= d->corrections_count;
}

bool symbol_is_used(const struct forum *f, struct str symbol)
{
	return map_get(&f->symbols, symbol) != MAP_NONE || is_correction(f, symbol);
}

bool symbol_is_known(const struct forum *f, struct str symbol)
{
	return document_find(f, symbol) != NULL || decision_of_symbol(f, symbol) != NULL;
}

/* A symbol against the pattern of its class. */
struct match {
	struct str pattern, symbol;
	int32_t year; /* YEAR_ANY: whatever the symbol says */
	uint64_t n;   /* 0: the pattern has no number */
	uint32_t steps;
};

static size_t run_of_digits(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
		end++;
	return end - at;
}

static size_t run_of_word(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.n &&
	    ((s.p[end] >= '0' && s.p[end] <= '9') || (s.p[end] >= 'A' && s.p[end] <= 'Z') ||
		s.p[end] == '-'))
		end++;
	return end - at;
}

static bool match_from(struct match *m, size_t p, size_t s);

static bool match_year(struct match *m, size_t p, size_t s, size_t digits)
{
	uint64_t wanted = (uint64_t)m->year, value = 0;
	if (run_of_digits(m->symbol, s) < digits)
		return false;
	for (size_t i = 0; i < digits; i++)
		value = value * 10 + (uint64_t)(m->symbol.p[s + i] - '0');
	bool is_right = m->year == YEAR_ANY || value == (digits == 2 ? wanted % 100 : wanted);
	return is_right && match_from(m, p, s + digits);
}

static bool match_number(struct match *m, size_t p, size_t s)
{
	for (size_t n = run_of_digits(m->symbol, s); n > 0; n--) {
		uint64_t value = 0;
		if (dec_decode(&value, str_sub(m->symbol, s, s + n)) && value > 0 &&
		    match_from(m, p, s + n)) {
			m->n = value;
			return true;
		}
	}
	return false;
}

static bool match_word(struct match *m, size_t p, size_t s)
{
	for (size_t n = run_of_word(m->symbol, s); n > 0; n--) {
		if (match_from(m, p, s + n))
			return true;
	}
	return false;
}

/* The rest of the pattern from p against the rest of the symbol from s. */
static bool match_from(struct match *m, size_t p, size_t s)
{
	if (++m->steps > MATCH_STEPS_MAX)
		return false;
	if (p == m->pattern.n)
		return s == m->symbol.n;
	struct str rest = str_sub(m->pattern, p, m->pattern.n);
	if (str_starts(rest, S("{n}")))
		return match_number(m, p + 3, s);
	if (str_starts(rest, S("{yyyy}")))
		return match_year(m, p + 6, s, 4);
	if (str_starts(rest, S("{yy}")))
		return match_year(m, p + 4, s, 2);
	if (str_starts(rest, S("{BODY}")))
		return match_word(m, p + 6, s);
	if (str_starts(rest, S("{CLASS}")))
		return match_word(m, p + 7, s);
	return s < m->symbol.n && m->symbol.p[s] == rest.p[0] && match_from(m, p + 1, s + 1);
}

/* The greatest number given in a series so far. */
struct series {
	const struct charter_symbol *of;
	int32_t year; /* YEAR_ANY: the series goes on over the years */
	uint64_t greatest;
};

static void series_see(struct series *s, struct str symbol, int32_t year)
{
	struct match m = { .pattern = s->of->pattern, .symbol = symbol, .year = s->year };
	if (symbol.n == 0 || (s->year != YEAR_ANY && year != s->year))
		return;
	if (match_from(&m, 0, 0) && m.n > s->greatest)
		s->greatest = m.n;
}

static int32_t year_of(moment at)
{
	return moment_parts(at).date.year;
}

static moment decision_numbered_at(const struct decision *d)
{
	for (uint32_t i = d->steps_count; i-- > 0;) {
		if (d->steps[i].to == DECISION_REGISTERED)
			return d->steps[i].at;
	}
	return d->steps[0].at;
}

static moment silence_issued_at(const struct silence *of)
{
	for (uint32_t i = of->steps_count; i-- > 0;) {
		if (of->steps[i].to == SILENCE_ISSUED)
			return of->steps[i].at;
	}
	return of->steps[0].at;
}

static void series_see_decisions(struct series *s, const struct forum *f)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		series_see(s, d->symbol, year_of(decision_numbered_at(d)));
	}
	for (uint32_t i = 0; i < f->silences.count; i++) {
		const struct silence *of = table_at(&f->silences, i);
		series_see(s, of->symbol, year_of(silence_issued_at(of)));
	}
}

static void series_see_journals(struct series *s, const struct forum *f)
{
	for (uint32_t i = 0; i < f->conducts.count; i++) {
		const struct conduct *c = table_at(&f->conducts, i);
		for (uint32_t k = 0; k < c->notes_count; k++)
			series_see(s, c->notes[k].symbol, c->notes[k].day.year);
	}
}

/* Papers of the register have no class: those that fit the pattern continue its series. */
static void series_see_register(struct series *s, const struct forum *f)
{
	for (uint32_t i = 0; i < f->meetings.count; i++) {
		const struct meeting *m = table_at(&f->meetings, i);
		for (uint32_t k = 0; k < m->documents_count; k++)
			series_see(s, m->documents[k].symbol, m->from.year);
	}
}

static uint64_t series_greatest(const struct forum *f, struct series *s)
{
	for (uint32_t i = 0; i < f->documents.count; i++) {
		const struct document *d = table_at(&f->documents, i);
		if (str_eq(d->class, s->of->class))
			series_see(s, d->symbol, year_of(d->at));
	}
	if (str_eq(s->of->class, S("decision")))
		series_see_decisions(s, f);
	if (str_eq(s->of->class, S("journal")))
		series_see_journals(s, f);
	series_see_register(s, f);
	return s->greatest;
}

bool symbol_fits(const struct forum *f, struct str class, struct str symbol, int32_t year)
{
	const struct charter_records *records = &f->charter.records;
	const struct charter_symbol *of = NULL;
	for (uint32_t i = 0; i < records->symbols_count && of == NULL; i++) {
		if (str_eq(records->symbols[i].class, class))
			of = &records->symbols[i];
	}
	if (of == NULL)
		return true;
	struct match m = { .pattern = of->pattern, .symbol = symbol, .year = year };
	if (!match_from(&m, 0, 0))
		return false;
	bool is_yearly = str_eq(of->series, S("year"));
	if (m.n == 0 || (!is_yearly && !str_eq(of->series, S("forum"))))
		return true; /* which of the bodies' or meetings' series it is cannot be told from it */
	struct series series = { of, is_yearly ? year : YEAR_ANY, 0 };
	return m.n == series_greatest(f, &series) + 1;
}
