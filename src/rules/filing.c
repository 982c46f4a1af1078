#include "rules/filing.h"

#include "proof/sha.h"
#include "rules/measure_step.h"

static const struct str kind_names[FORM_KIND__COUNT] = { S("text"), S("number"), S("date"),
	S("yes-no"), S("choice"), S("table"), S("document") };
static const struct str visibility_names[FORM_VISIBILITY__COUNT] = { S("public"), S("members"),
	S("named") };
static const struct str period_names[FORM_PERIOD__COUNT] = { S("year"), S("once"), S("event") };

static unsigned name_of(const struct str *names, unsigned count, struct str name)
{
	unsigned at = 0;
	while (at < count && !str_eq(names[at], name))
		at++;
	return at;
}

struct str form_kind_name(enum form_kind k)
{
	cm_assert(k < FORM_KIND__COUNT);
	return kind_names[k];
}

enum form_kind form_kind_of(struct str name)
{
	return (enum form_kind)name_of(kind_names, FORM_KIND__COUNT, name);
}

struct str form_visibility_name(enum form_visibility v)
{
	cm_assert(v < FORM_VISIBILITY__COUNT);
	return visibility_names[v];
}

enum form_visibility form_visibility_of(struct str name)
{
	return (enum form_visibility)name_of(visibility_names, FORM_VISIBILITY__COUNT, name);
}

struct str form_period_name(enum form_period p)
{
	cm_assert(p < FORM_PERIOD__COUNT);
	return period_names[p];
}

enum form_period form_period_of(struct str name)
{
	return (enum form_period)name_of(period_names, FORM_PERIOD__COUNT, name);
}

struct str filing_how_name(enum filing_how how)
{
	static const struct str names[FILING_HOW__COUNT] = { S("filed"), S("nil"),
		S("rolled-forward"), S("supplement") };
	cm_assert(how < FILING_HOW__COUNT);
	return names[how];
}

uint32_t form_count(const struct forum *f)
{
	return f->forms.count;
}

const struct form *form_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->forms, at);
}

/* The newest version has the code. */
void derive_form(struct forum *f, uint32_t at)
{
	derive_measure_code(f, 'f', form_at(f, at)->code, at);
}

const struct form *form_find(const struct forum *f, struct str code)
{
	uint32_t at = measure_row(f, 'f', code);
	return at == MAP_NONE ? NULL : form_at(f, at);
}

const struct form *form_version(const struct forum *f, struct str code, int64_t version)
{
	const struct form *newest = form_find(f, code);
	if (newest == NULL || newest->version == version)
		return newest;
	for (uint32_t i = 0; i < f->forms.count; i++) {
		const struct form *form = form_at(f, i);
		if (form->version == version && str_eq(form->code, code))
			return form;
	}
	return NULL;
}

bool form_in_force(const struct forum *f, const struct form *form)
{
	return form_find(f, form->code) == form;
}

const struct form_line *form_line(const struct form *form, struct str code)
{
	for (uint32_t i = 0; i < form->lines_count; i++) {
		if (str_eq(form->lines[i].code, code))
			return &form->lines[i];
	}
	return NULL;
}

/* "12", "-0.5": digits, and perhaps a point with more of them; no leading zeros to spare. */
static bool is_number(struct str s)
{
	size_t at = s.n > 0 && s.p[0] == '-', from = at, points = 0;
	for (; at < s.n; at++) {
		bool is_point = s.p[at] == '.';
		if (!is_point && (s.p[at] < '0' || s.p[at] > '9'))
			return false;
		points += is_point;
		if (is_point && (at == from || at + 1 == s.n))
			return false;
	}
	bool is_padded = s.n > from + 1 && s.p[from] == '0' && s.p[from + 1] != '.';
	return s.n > from && points <= 1 && !is_padded;
}

/* Each line has a cell for each column. */
static bool is_table(struct str s, uint32_t columns)
{
	uint32_t cells = 1;
	for (size_t i = 0; i <= s.n; i++) {
		bool is_end = i == s.n || s.p[i] == '\n';
		if (is_end && cells != columns)
			return false;
		if (is_end)
			cells = 1;
		else if (s.p[i] == '\t')
			cells++;
	}
	return true;
}

bool form_line_takes(const struct form_line *line, struct str text)
{
	struct date day;
	switch ((unsigned)line->kind) {
	case FORM_TEXT: return true;
	case FORM_NUMBER: return is_number(text);
	case FORM_DATE: return date_parse(&day, text);
	case FORM_YES_NO: return str_eq(text, S("yes")) || str_eq(text, S("no"));
	case FORM_CHOICE:
		for (uint32_t i = 0; i < line->options_count; i++) {
			if (str_eq(line->options[i].code, text))
				return true;
		}
		return false;
	case FORM_TABLE: return is_table(text, line->options_count);
	default: return false;
	}
}

moment form_due(const struct form *form, int64_t year, struct date event)
{
	struct date last = DATE_NONE;
	int64_t more = 0;
	if (form->period == FORM_YEAR && form->due_day != INTEGER_ABSENT && year != INTEGER_ABSENT)
		last = (struct date){ (int16_t)year, (uint8_t)form->due_month,
			(uint8_t)form->due_day, -1 };
	else if (form->period == FORM_ONCE)
		last = form->due_on;
	else if (form->period == FORM_EVENT && form->due_s != INTEGER_ABSENT) {
		last = event;
		more = form->due_s * 1000;
	}
	if (!date_known(last))
		return MOMENT_ABSENT;
	return (moment){ ((int64_t)date_last_day(last) + 1) * 86400000 + more };
}

void content_commit(struct hash *out, const struct hash *salt, struct str content)
{
	sha256_two(out, salt->bytes, sizeof salt->bytes, content.p, content.n);
}

uint32_t filing_count(const struct forum *f)
{
	return f->filings.count;
}

const struct filing *filing_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->filings, at);
}

/* Rows ascend by their entries. */
const struct filing *filing_of_entry(const struct forum *f, uint64_t entry)
{
	uint32_t low = 0, high = f->filings.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (filing_at(f, middle)->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == f->filings.count || filing_at(f, low)->entry != entry)
		return NULL;
	return filing_at(f, low);
}

const struct filing *filing_of(const struct forum *f, struct str form, struct str party,
    int64_t year)
{
	for (uint32_t i = 0; i < f->filings.count; i++) {
		const struct filing *r = filing_at(f, i);
		if (r->how != FILING_SUPPLEMENT && r->year == year && str_eq(r->form, form) &&
		    str_eq(r->party, party))
			return r;
	}
	return NULL;
}
