/* Rows of acts and of the charter. */
#include "project/rows_priv.h"

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_forum.def"
#undef TABLE
#undef COLUMN
#undef END

/* Kinds whose words are those of an item of their own noun. */
static bool has_own_item(enum kind k)
{
	static const bool own[KIND__COUNT + 1] = {
		[KIND_FORUM_FOUND] = true, [KIND_CHARTER_ADOPT] = true, [KIND_PARTY_ADMIT] = true,
		[KIND_PARTY_RENAME] = true, [KIND_BODY_RENAME] = true, [KIND_MEETING_RECORD] = true,
		[KIND_MEETING_CONVENE] = true, [KIND_INSTITUTION_RECORD] = true,
		[KIND_RELEASE_PUBLISH] = true, [KIND_RELEASE_VERSION] = true,
		[KIND_SILENCE_PROPOSE] = true, [KIND_DECISION_TABLE] = true,
		[KIND_DOCUMENT_ISSUE] = true, [KIND_STATEMENT_DELIVER] = true,
		[KIND_DISSENT_FILE] = true, [KIND_AGENDA_PROPOSE] = true, [KIND_AGENDA_ADOPT] = true,
		[KIND_TEXT_TABLE] = true, [KIND_TEXT_ADD] = true, [KIND_TEXT_PROPOSE] = true,
		[KIND_TEXT_TRANSLATE] = true, [KIND_CATALOGUE_ADOPT] = true,
		[KIND_CATALOGUE_ADD] = true, [KIND_PLAN_PROPOSE] = true,
		[KIND_ACTIVITY_PROPOSE] = true, [KIND_REPORT_FILE] = true,
		[KIND_REPORT_SUPPLEMENT] = true, [KIND_UNDERTAKING_RECORD] = true,
		[KIND_FORM_ADOPT] = true, [KIND_RETURN_FILE] = true, [KIND_RETURN_SUPPLEMENT] = true,
		[KIND_AGREEMENT_RECORD] = true, [KIND_RELATION_RECORD] = true,
		[KIND_INSTITUTION_TEXT] = true,
	};
	return own[k];
}

void act_rows(struct rows *o, const struct act_row *act)
{
	const struct entry *e = act->entry;
	acts_put(o, act, act, NULL);
	for (uint32_t i = 0; i < e->signatures_count; i++)
		act_signers_put(o, act, &e->signatures[i], NULL);
	if (has_own_item(kind_of(e->act.kind)))
		return;
	struct act_words words;
	act_words_find(&words, &e->act, o->arena);
	for (uint32_t i = 0; i < words.count; i++) {
		rows_item(o, (struct item){ .noun = S("act"), .code = rows_number(o, o->row),
			.kind = e->act.kind, .lang = words.at[i].lang,
			.party = handle_party(e->act.by), .day = date_of_moment(e->received),
			.title = words.at[i].title, .words = words.at[i].words,
			.address = rows_address(o, "record", rows_number(o, o->row)),
			.entry = o->row });
	}
}

static void body_items(struct rows *o, const struct charter_body *b)
{
	for (uint32_t i = 0; i < b->name.count; i++) {
		struct str lang = b->name.at[i].lang;
		struct str period = STR_NONE;
		for (uint32_t k = 0; k < b->period_text.count; k++) {
			if (str_eq(b->period_text.at[k].lang, lang))
				period = b->period_text.at[k].text;
		}
		rows_item(o, (struct item){ .noun = S("body"), .code = b->id, .kind = b->level,
			.lang = lang, .body = b->id, .title = b->name.at[i].text, .words = period,
			.address = rows_address(o, "bodies", b->id) });
	}
}

static void office_items(struct rows *o, const struct charter_office *f)
{
	for (uint32_t i = 0; i < f->name.count; i++) {
		rows_item(o, (struct item){ .noun = S("office"), .code = f->id,
			.lang = f->name.at[i].lang, .body = f->body, .title = f->name.at[i].text,
			.address = rows_address(o, "bodies", f->body) });
	}
}

void charter_rows(struct rows *o, const struct charter *c)
{
	charter_put(o, c, c, NULL);
	rows_names(o, &(struct name_row){ .table = S("charter"), .code = c->id, .what = S("title") },
	    &c->title);
	rows_names(o, &(struct name_row){ .table = S("charter"), .code = c->id, .what = S("name") },
	    &c->full_name);
	for (uint32_t i = 0; i < c->categories_count; i++) {
		categories_put(o, c, &c->categories[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("categories"), .code = c->categories[i].id,
			.what = S("name") }, &c->categories[i].name);
	}
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		bodies_put(o, c, &c->bodies[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("bodies"), .code = c->bodies[i].id,
			.what = S("name") }, &c->bodies[i].name);
		body_items(o, &c->bodies[i]);
	}
	for (uint32_t i = 0; i < c->offices_count; i++) {
		offices_put(o, c, &c->offices[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("offices"), .code = c->offices[i].id,
			.what = S("name") }, &c->offices[i].name);
		office_items(o, &c->offices[i]);
	}
	for (uint32_t i = 0; i < c->vocabulary_count; i++) {
		vocabulary_put(o, c, &c->vocabulary[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("vocabulary"), .code = c->vocabulary[i].id,
			.what = S("name") }, &c->vocabulary[i].name);
	}
}
