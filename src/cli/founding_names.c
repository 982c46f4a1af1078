#include "cli/founding_data.h"

#include "base/arena.h"

/* names.csv: rows of one subject, use and span, each in a language, are one renaming. */

static bool is_same(const struct row *r, uint32_t other, const char *column)
{
	return str_eq(row_raw(r, column), csv_field(r->table, other, str_c(column)));
}

static bool is_one_act(const struct row *r, uint32_t other)
{
	return is_same(r, other, "subject") && is_same(r, other, "use") &&
	       is_same(r, other, "from") && is_same(r, other, "until");
}

static bool has_earlier(const struct row *r)
{
	for (uint32_t i = 0; i < r->at; i++) {
		if (is_one_act(r, i))
			return true;
	}
	return false;
}

/* Does the table of names say anything official of this language and subject? */
static bool is_dated(const struct row *r, struct str lang)
{
	for (uint32_t i = 0; i < r->table->rows_count; i++) {
		if (is_same(r, i, "subject") && str_eq(csv_field(r->table, i, S("lang")), lang) &&
		    str_eq(csv_field(r->table, i, S("use")), S("official")))
			return true;
	}
	return false;
}

/* The names of the act, with translations of its own text; an official one is completed from the
 * subject's own row in languages in which its name never changed. */
static struct names names_of(struct row *r, const struct names *own)
{
	uint32_t count = 0;
	struct lang_text *at = arena_array(r->data->arena, struct lang_text, LANGUAGES_MAX);
	bool is_official = str_eq(row_raw(r, "use"), S("official"));
	for (uint32_t i = 0; is_official && i < own->count; i++) {
		if (!is_dated(r, own->at[i].lang))
			names_put(at, &count, own->at[i].lang, own->at[i].text);
	}
	for (uint32_t i = r->at; i < r->table->rows_count && count < LANGUAGES_MAX; i++) {
		if (!is_one_act(r, i))
			continue;
		struct row part = data_row(r->data, r->table, i);
		struct str lang = row_code_needed(&part, "lang");
		struct str name = row_text(&part, "name", NAME_BYTES_MAX);
		if (name.n == 0)
			(void)row_refuse(&part, "name", "may not be empty");
		if (r->rc == RC_OK)
			r->rc = part.rc;
		struct names translated = data_names(r->data, name);
		if (!str_eq(lang, r->data->lang))
			translated.count = 0;
		for (uint32_t k = 0; k < translated.count; k++)
			names_put(at, &count, translated.at[k].lang, translated.at[k].text);
		names_put(at, &count, lang, name);
	}
	return (struct names){ count, at };
}

static struct names own_names(struct row *r, const struct csv *table, struct str code)
{
	uint32_t at = data_find(table, "code", code);
	if (at == table->rows_count) {
		(void)row_refuse(r, "subject", "stands in no table");
		return (struct names){ 0, NULL };
	}
	struct row own = data_row(r->data, table, at);
	struct names names = row_names(&own, "name");
	if (r->rc == RC_OK)
		r->rc = own.rc;
	return names;
}

static void put_party_name(struct row *r, struct str code)
{
	struct names own = own_names(r, &r->data->parties, code);
	struct founding_item *item = item_add(r, KIND_PARTY_RENAME);
	item->act.content.party_rename = (struct party_rename){
		.is_present = true,
		.party = code,
		.use = row_code_needed(r, "use"),
		.names = names_of(r, &own),
		.from = row_date(r, "from"),
		.until = row_date(r, "until"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source"),
	};
	item->act.date = item->act.content.party_rename.from;
	item_need(r, item, 'p', code);
}

static void put_body_name(struct row *r, struct str code)
{
	struct names own = own_names(r, &r->data->bodies, code);
	struct founding_item *item = item_add(r, KIND_BODY_RENAME);
	if (!str_eq(row_raw(r, "use"), S("official")))
		(void)row_refuse(r, "use", "of a body only official names are recorded");
	item->act.content.body_rename = (struct body_rename){
		.is_present = true,
		.body = code,
		.names = names_of(r, &own),
		.from = row_date(r, "from"),
		.until = row_date(r, "until"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source"),
	};
	item->act.date = item->act.content.body_rename.from;
}

enum rc founding_names(struct founding_data *d)
{
	for (uint32_t i = 0; i < d->names.rows_count; i++) {
		struct row r = data_row(d, &d->names, i);
		struct str code = row_raw(&r, "subject");
		struct str noun = str_cut(&code, ':');
		if (has_earlier(&r))
			continue;
		if (str_eq(noun, S("party")))
			put_party_name(&r, code);
		else if (str_eq(noun, S("body")))
			put_body_name(&r, code);
		else if (!str_eq(noun, S("office")) && !str_eq(noun, S("place")))
			(void)row_refuse(&r, "subject", "begins with party: body: office: or place:");
		if (r.rc != RC_OK)
			return r.rc;
	}
	return RC_OK;
}
