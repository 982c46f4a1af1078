#include "rules/text_adoption.h"

#include "base/encode.h"
#include "rules/text_step.h"

const struct instrument_revision *text_revision_named(const struct forum *f,
    const struct revision_named *named, struct findings *found)
{
	const struct instrument *of = instrument_find(f, named->text);
	if (of == NULL) {
		finding_add_at(found, FINDING_TEXT_UNKNOWN, S("text"));
		return NULL;
	}
	bool is_there = named->number >= 1 && named->number <= of->revisions_count;
	if (!is_there || of->state == INSTRUMENT_ABANDONED) {
		finding_add_at(found, FINDING_REVISION_UNKNOWN, S("revision"));
		return NULL;
	}
	const struct instrument_revision *r = &of->revisions[named->number - 1];
	if (named->hash == NULL || hash_eq(named->hash, &r->hash))
		return r;
	finding_add_at(found, FINDING_REVISION_OTHER, S("hash"));
	return NULL;
}

bool text_revision_is_newest(const struct forum *f, const struct instrument *of, int64_t number)
{
	const struct hash now = instrument_hash(f, of);
	return number >= 1 && number == of->revisions_count &&
	    hash_eq(&now, &of->revisions[number - 1].hash);
}

bool text_is_waived(const struct instrument *of, int64_t revision, struct str lang)
{
	for (uint32_t i = 0; i < of->waivers_count; i++) {
		if (of->waivers[i].revision == revision && str_eq(of->waivers[i].lang, lang))
			return true;
	}
	return false;
}

/* "UNIT/LANG" */
static struct str place_of(struct arena *a, const struct instrument_unit *u, struct str lang)
{
	struct buf b;
	buf_init(&b, a, u->id.n + 1 + lang.n);
	buf_put(&b, u->id);
	buf_byte(&b, '/');
	buf_put(&b, lang);
	return buf_str(&b);
}

enum finding_id unit_translation_lacks(const struct instrument_unit *u, struct str lang)
{
	for (uint32_t i = 0; i < u->translations_count; i++) {
		const struct instrument_translation *t = &u->translations[i];
		if (str_eq(t->lang, lang))
			return hash_eq(&t->from, &u->hash) ? FINDING__COUNT : FINDING_TRANSLATION_STALE;
	}
	return FINDING_TRANSLATION_MISSING;
}

static void guard_language(const struct forum *f, struct arena *scratch, const struct instrument *of,
    struct str lang, struct findings *found)
{
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(f, of, i);
		enum finding_id why = unit_translation_lacks(u, lang);
		if (why != FINDING__COUNT)
			finding_add_at(found, why, place_of(scratch, u, lang));
	}
}

/* Nothing that lives is about a unit, or would bring a new one. */
static void guard_no_brackets(const struct forum *f, const struct instrument *of,
    struct findings *found)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(f, of, i + 1);
		for (uint32_t k = 0; k < p->edits_count && p->state == PROPOSAL_LIVE; k++)
			finding_add_at(found, FINDING_BRACKETS_OPEN, p->edits[k].unit);
		for (uint32_t k = 0; k < p->changes_count && p->state == PROPOSAL_LIVE; k++) {
			if (p->changes[k].state == CHANGE_OPEN)
				finding_add_at(found, FINDING_BRACKETS_OPEN, p->changes[k].unit);
		}
	}
}

bool text_adoptable(const struct forum *f, struct arena *scratch, const struct revision_named *named,
    struct findings *found)
{
	unsigned before = found->refused;
	if (text_revision_named(f, named, found) == NULL)
		return false;
	const struct instrument *of = instrument_find(f, named->text);
	if (!text_revision_is_newest(f, of, named->number))
		finding_add_at(found, FINDING_REVISION_PASSED, S("revision"));
	if (!f->charter.puts_unresolved)
		guard_no_brackets(f, of, found);
	for (uint32_t i = 0; i < of->authentic.count; i++) {
		struct str lang = of->authentic.at[i];
		if (!str_eq(lang, of->lang) && !text_is_waived(of, named->number, lang))
			guard_language(f, scratch, of, lang, found);
	}
	return found->refused == before;
}

void text_adopt(struct forum *f, const struct judged *act, struct str text)
{
	struct instrument *of = instrument_touch(f, text);
	if (of->state != INSTRUMENT_OPEN)
		return;
	of->state = INSTRUMENT_FINISHED;
	of->ended = act->index;
	of->ended_at = act->received;
}

/* T-14: of what is put to adoption, so of the newest revision. */
void text_waive_check(struct judge *j, const struct text_waive *c)
{
	const struct revision_named named = { c->text, c->revision, &c->hash };
	const struct instrument *of = instrument_find(j->f, c->text);
	if (str_eq(j->f->charter.languages_waiver, S("none")))
		finding_add_at(j->found, FINDING_WAIVER_NOT_ALLOWED, S("lang"));
	if (of != NULL)
		guard_text_chair(j, of);
	if (text_revision_named(j->f, &named, j->found) == NULL)
		return;
	if (!text_revision_is_newest(j->f, of, c->revision))
		finding_add_at(j->found, FINDING_REVISION_PASSED, S("revision"));
	bool is_due = strs_has(&of->authentic, c->lang) && !str_eq(c->lang, of->lang) &&
	    !text_is_waived(of, c->revision, c->lang);
	if (!is_due)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("lang"));
}

void text_waive_apply(struct forum *f, const struct judged *act, const struct text_waive *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	*ROWS_ADD(f, of, waivers) = (struct instrument_waiver){ (uint32_t)c->revision,
		keep_str(f, c->lang), act->index };
}
