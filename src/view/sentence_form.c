/* Acts of forms and returns in plain words. */
#include "base/arena.h"
#include "rules/filing.h"
#include "view/page.h"
#include "view/sentence_priv.h"

static struct part link_form(const struct site *s, struct str code)
{
	const struct form *form = form_find(s->forum, code);
	return link_to(s, S("forms"), code, form != NULL ? &form->title : NULL);
}

/* A year and a version are no amounts: they have no separators. */
static struct part part_plain(const struct site *s, int64_t number)
{
	struct buf b;
	buf_init(&b, s->scratch, 24);
	buf_dec(&b, number);
	return part_text(buf_str(&b));
}

static void say_return(struct sentence *out, const struct site *s, const enum message says[2],
    struct part form, int64_t year)
{
	if (year == INTEGER_ABSENT)
		say(out, says[0], form, NOTHING);
	else
		say(out, says[1], form, part_plain(s, year));
}

bool say_form(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	static const enum message filed[] = { MESSAGE_ACT_RETURN_FILE, MESSAGE_ACT_RETURN_FILE_YEAR };
	static const enum message nil[] = { MESSAGE_ACT_RETURN_NIL, MESSAGE_ACT_RETURN_NIL_YEAR };
	switch ((unsigned)kind) {
	case KIND_FORM_ADOPT:
		say(out, MESSAGE_ACT_FORM_ADOPT,
		    link_to(s, S("forms"), c->form_adopt.code, &c->form_adopt.title),
		    part_plain(s, c->form_adopt.version));
		return true;
	case KIND_RETURN_FILE:
		say_return(out, s, filed, link_form(s, c->return_file.form), c->return_file.year);
		say_paper(out, s, &c->return_file.paper);
		return true;
	case KIND_RETURN_NIL:
		say_return(out, s, nil, link_form(s, c->return_nil.form), c->return_nil.year);
		say_paper(out, s, &c->return_nil.paper);
		return true;
	case KIND_RETURN_FORWARD:
		say(out, MESSAGE_ACT_RETURN_FORWARD, link_form(s, c->return_forward.form),
		    part_plain(s, c->return_forward.year));
		say_paper(out, s, &c->return_forward.paper);
		return true;
	case KIND_RETURN_SUPPLEMENT:
		say(out, MESSAGE_ACT_RETURN_SUPPLEMENT, link_entry(s, c->return_supplement.of), NOTHING);
		say_paper(out, s, &c->return_supplement.paper);
		return true;
	default: return false;
	}
}
