#include "cli/founding_data.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/fmt.h"
#include "base/utf8.h"
#include "cli/textfile.h"
#include "codec/json.h"

#define PATH_BYTES_MAX 1024

static bool is_missing(enum rc rc)
{
	return rc == RC_NOT_FOUND;
}

static enum rc read_file(struct founding_data *d, struct str name, size_t max, struct str *out)
{
	char path[PATH_BYTES_MAX];
	fmt_into(path, sizeof path, "%s/data/%.*s", d->folder, STR_ARG(name));
	return textfile_read(out, d->arena, path, max, d->err);
}

enum rc data_file(struct founding_data *d, struct str name, struct str *out)
{
	return read_file(d, name, FOUNDING_TEXT_MAX, out);
}

static enum rc load_table(struct founding_data *d, struct csv *out, struct str file)
{
	struct str text;
	*out = (struct csv){ .file = file };
	enum rc rc = read_file(d, file, CSV_BYTES_MAX, &text);
	if (is_missing(rc))
		return RC_OK;
	return rc == RC_OK ? csv_parse(out, d->arena, file, text, d->err) : rc;
}

static enum rc check_translations(struct founding_data *d);

enum rc data_load(struct founding_data *d)
{
	struct {
		struct csv *table;
		struct str file;
	} const tables[] = {
		{ &d->parties, S("parties.csv") },
		{ &d->statuses, S("party_status.csv") },
		{ &d->names, S("names.csv") },
		{ &d->bodies, S("bodies.csv") },
		{ &d->terms, S("chair_terms.csv") },
		{ &d->meetings, S("meetings.csv") },
		{ &d->institutions, S("institutions.csv") },
		{ &d->releases, S("releases.csv") },
		{ &d->translations, S("translations.csv") },
		{ &d->catalogues, S("catalogues.csv") },
		{ &d->areas, S("cbm_areas.csv") },
		{ &d->measures, S("measures.csv") },
		{ &d->coordinators, S("coordinators.csv") },
		{ &d->plans, S("plans.csv") },
		{ &d->plan_steps, S("plan_steps.csv") },
		{ &d->activities, S("plan_rows.csv") },
		{ &d->reviews, S("reviews.csv") },
		{ &d->undertakings, S("undertakings.csv") },
		{ &d->agreements, S("agreements.csv") },
		{ &d->agreement_steps, S("agreement_steps.csv") },
		{ &d->relations, S("relations.csv") },
		{ &d->institution_texts, S("institution_texts.csv") },
		{ &d->institution_seats, S("institution_seats.csv") },
	};
	for (size_t i = 0; i < CM_COUNT(tables); i++) {
		enum rc rc = load_table(d, tables[i].table, tables[i].file);
		if (rc != RC_OK)
			return rc;
		/* A row gives at most two acts: a status and its end. */
		d->items_cap += 2 * tables[i].table->rows_count;
	}
	d->items = arena_array(d->arena, struct founding_item, d->items_cap);
	return check_translations(d);
}

uint32_t data_find(const struct csv *table, const char *key, struct str value)
{
	uint32_t at = 0;
	while (at < table->rows_count && !str_eq(csv_field(table, at, str_c(key)), value))
		at++;
	return at;
}

struct row data_row(struct founding_data *d, const struct csv *table, uint32_t at)
{
	return (struct row){ .data = d, .table = table, .at = at, .rc = RC_OK };
}

enum rc row_refuse(struct row *r, const char *column, const char *what)
{
	if (r->rc == RC_OK)
		r->rc = cm_fail(r->data->err, RC_INVALID, "%.*s:%u: column '%s': %s",
		    STR_ARG(r->table->file), r->table->rows[r->at].line, column, what);
	return r->rc;
}

struct str row_raw(const struct row *r, const char *column)
{
	return csv_field(r->table, r->at, str_c(column));
}

bool row_has(const struct row *r, const char *column)
{
	return row_raw(r, column).n > 0;
}

static bool is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool is_word = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9');
		bool is_joint = s.p[i] == '-' || s.p[i] == '.' || s.p[i] == '_';
		if (!is_word && (!is_joint || i == 0 || i + 1 == s.n))
			return false;
	}
	return s.n > 0 && s.n <= CODE_BYTES_MAX;
}

struct str row_code(struct row *r, const char *column)
{
	struct str raw = row_raw(r, column);
	if (raw.n == 0)
		return STR_NONE;
	char *p = arena_alloc(r->data->arena, raw.n, 1);
	for (size_t i = 0; i < raw.n; i++)
		p[i] = raw.p[i] == ' ' ? '-' : raw.p[i] == '/' ? '.' : raw.p[i];
	if (!is_code((struct str){ p, raw.n }))
		(void)row_refuse(r, column, "no code: a-z 0-9 and . _ - inside, at most 64");
	return (struct str){ p, raw.n };
}

struct str row_code_needed(struct row *r, const char *column)
{
	if (!row_has(r, column))
		(void)row_refuse(r, column, "may not be empty");
	return row_code(r, column);
}

static void check_text(struct row *r, const char *column, struct str text, size_t max)
{
	size_t n;
	if (text.n > max)
		(void)row_refuse(r, column, "longer than an act may hold");
	for (size_t at = 0; at < text.n; at += n) {
		if (!utf8_allowed(utf8_get(text, at, &n)))
			(void)row_refuse(r, column, "a character that may not stand in an act");
	}
}

struct str row_text(struct row *r, const char *column, size_t max)
{
	struct str text = row_raw(r, column);
	check_text(r, column, text, max);
	return text;
}

struct date row_date(struct row *r, const char *column)
{
	struct date date = DATE_NONE;
	struct str text = row_raw(r, column);
	if (text.n > 0 && !date_parse(&date, text))
		(void)row_refuse(r, column, "no date: 2016-04-27T10:03, 2016-04-27, 2016-04 or 2016");
	return date;
}

int64_t row_integer(struct row *r, const char *column, int64_t max)
{
	uint64_t number = 0;
	struct str text = row_raw(r, column);
	if (text.n == 0)
		return INTEGER_ABSENT;
	if (!dec_decode(&number, text) || number > (uint64_t)max)
		(void)row_refuse(r, column, "no number, or too large");
	return (int64_t)number;
}

/* "<id>.txt" is the text of a release, whose own addresses stand for it. */
static struct str release_sources(struct row *r, const char *column, struct str file)
{
	const struct csv *releases = &r->data->releases;
	if (!str_ends(file, S(".txt")))
		goto unknown;
	struct str id = str_sub(file, 0, file.n - S(".txt").n);
	uint32_t at = data_find(releases, "id", id);
	if (at < releases->rows_count)
		return csv_field(releases, at, S("source"));
unknown:
	(void)row_refuse(r, column, "neither an address nor the file of a release's text");
	return STR_NONE;
}

static void add_source(struct row *r, const char *column, struct str *list, uint32_t *count,
    struct str source)
{
	for (uint32_t i = 0; i < *count; i++) {
		if (str_eq(list[i], source))
			return;
	}
	check_text(r, column, source, SOURCE_BYTES_MAX);
	if (source.n == 0 || *count == SOURCES_MAX)
		(void)row_refuse(r, column, "an empty source, or more than 24");
	else
		list[(*count)++] = source;
}

static struct str cut_source(struct str *rest)
{
	size_t end = str_find_str(*rest, S(" ; "));
	struct str source = str_sub(*rest, 0, end);
	*rest = end < rest->n ? str_sub(*rest, end + 3, rest->n) : STR_NONE;
	return source;
}

struct strs row_sources(struct row *r, const char *column)
{
	uint32_t count = 0;
	struct str *list = arena_array(r->data->arena, struct str, SOURCES_MAX);
	for (struct str rest = row_raw(r, column); rest.n > 0;) {
		struct str source = cut_source(&rest);
		if (str_find_str(source, S("://")) < source.n) {
			add_source(r, column, list, &count, source);
			continue;
		}
		for (struct str own = release_sources(r, column, source); own.n > 0;)
			add_source(r, column, list, &count, cut_source(&own));
	}
	return (struct strs){ count, list };
}

void names_put(struct lang_text *at, uint32_t *count, struct str lang, struct str text)
{
	uint32_t i = 0;
	while (i < *count && str_cmp(at[i].lang, lang) < 0)
		i++;
	bool is_there = i < *count && str_eq(at[i].lang, lang);
	cm_assert(is_there || *count < LANGUAGES_MAX);
	if (!is_there) {
		memmove(&at[i + 1], &at[i], (*count - i) * sizeof(*at));
		(*count)++;
	}
	at[i] = (struct lang_text){ lang, text };
}

/* A language in lower case, as keys of acts want it. */
static bool is_lang(struct str s)
{
	size_t letters = 0;
	while (letters < s.n && s.p[letters] >= 'a' && s.p[letters] <= 'z')
		letters++;
	return letters >= 2 && letters <= 3 && letters == s.n;
}

static enum rc check_translations(struct founding_data *d)
{
	for (uint32_t at = 0; at < d->translations.rows_count; at++) {
		struct row r = data_row(d, &d->translations, at);
		if (!row_has(&r, "text") || !row_has(&r, "translation"))
			(void)row_refuse(&r, "text", "neither the text nor its translation may be empty");
		(void)row_text(&r, "translation", NAME_BYTES_MAX);
		if (!is_lang(row_raw(&r, "lang")))
			(void)row_refuse(&r, "lang", "no language: two or three letters");
		if (r.rc != RC_OK)
			return r.rc;
	}
	return RC_OK;
}

/* Adds what translations.csv says of a text, for languages that are not there yet. */
static void translate(struct founding_data *d, struct lang_text *at, uint32_t *count,
    struct str text)
{
	const struct csv *t = &d->translations;
	for (uint32_t row = 0; row < t->rows_count; row++) {
		if (!str_eq(csv_field(t, row, S("text")), text))
			continue;
		struct str lang = csv_field(t, row, S("lang"));
		bool is_there = false;
		for (uint32_t i = 0; i < *count; i++)
			is_there = is_there || str_eq(at[i].lang, lang);
		if (!is_there && *count < LANGUAGES_MAX)
			names_put(at, count, lang, csv_field(t, row, S("translation")));
	}
}

struct names data_names(struct founding_data *d, struct str text)
{
	uint32_t count = 0;
	struct lang_text *at = arena_array(d->arena, struct lang_text, LANGUAGES_MAX);
	if (text.n > 0) {
		names_put(at, &count, d->lang, text);
		translate(d, at, &count, text);
	}
	return (struct names){ count, at };
}

/* The language of a column, or empty when it is not one of this stem. */
static struct str column_lang(const struct row *r, struct str column, struct str stem)
{
	if (str_eq(column, stem))
		return r->data->lang;
	if (!str_starts(column, stem) || column.n < stem.n + 2 || column.p[stem.n] != '_')
		return STR_NONE;
	struct str lang = str_sub(column, stem.n + 1, column.n);
	return is_lang(lang) ? lang : STR_NONE;
}

struct names row_names(struct row *r, const char *stem)
{
	uint32_t count = 0;
	struct lang_text *at = arena_array(r->data->arena, struct lang_text, LANGUAGES_MAX);
	struct str main = STR_NONE;
	for (uint32_t i = 0; i < r->table->columns_count; i++) {
		struct str lang = column_lang(r, r->table->columns[i], str_c(stem));
		struct str text = r->table->rows[r->at].fields[i];
		if (text.n == 0 || lang.n == 0 || count == LANGUAGES_MAX)
			continue;
		check_text(r, stem, text, NAME_BYTES_MAX);
		names_put(at, &count, lang, text);
		if (str_eq(lang, r->data->lang))
			main = text;
	}
	if (main.n > 0)
		translate(r->data, at, &count, main);
	return (struct names){ count, at };
}

struct names row_names_needed(struct row *r, const char *stem)
{
	struct names names = row_names(r, stem);
	if (names.count == 0)
		(void)row_refuse(r, stem, "may not be empty");
	return names;
}

enum rc data_rows(struct founding_data *d, const struct csv *table, const char *key,
    enum rc (*put)(struct row *r))
{
	for (uint32_t i = 0; i < table->rows_count; i++) {
		struct row r = data_row(d, table, i);
		if (key != NULL && data_find(table, key, row_raw(&r, key)) != i)
			return row_refuse(&r, key, "stands twice");
		enum rc rc = put(&r);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

struct founding_item *item_add(struct row *r, enum kind kind)
{
	struct founding_data *d = r->data;
	cm_assert(d->items_count < d->items_cap);
	struct founding_item *item = &d->items[d->items_count++];
	item->act = (struct founding_act){ .kind = kind, .date = DATE_NONE, .file = r->table->file,
		.line = r->table->rows[r->at].line };
	if (d->calls->officers.count > 0)
		item->act.by = d->calls->officers.at[0];
	return item;
}

void item_need(struct row *r, struct founding_item *item, char noun, struct str code)
{
	if (code.n == 0)
		return;
	if (item->needs_count == FOUNDING_NEEDS_MAX) {
		(void)row_refuse(r, "id", "names more parties than an act may");
		return;
	}
	item->needs[item->needs_count++] = (struct founding_ref){ noun, code };
}

void item_with(struct founding_data *d, struct founding_item *item)
{
	uint32_t count = d->calls->officers.count;
	if (count > d->calls->officers_needed)
		count = d->calls->officers_needed;
	if (count > 1)
		item->act.with = (struct strs){ count - 1, d->calls->officers.at + 1 };
}
