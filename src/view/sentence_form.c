/* Acts of forms and returns in plain words. */
#include "base/arena.h"
#include "rules/filing.h"
#include "view/page.h"
#include "view/sentence_priv.h"

#define SAID_PARTIES_MAX 20

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

/* Whom, in the order of the act: all of them or, of many, how many. */
static struct part part_parties(const struct site *s, const struct strs *codes)
{
	struct buf b;
	buf_init(&b, s->scratch, SAID_PARTIES_MAX * (NAME_BYTES_MAX + 2) + 64);
	for (uint32_t i = 0; i < codes->count && i < SAID_PARTIES_MAX; i++) {
		buf_put(&b, i > 0 ? S(", ") : STR_NONE);
		buf_put(&b, words_of_party(s, codes->at[i], FORUM_TODAY).text);
	}
	if (codes->count > SAID_PARTIES_MAX)
		buf_put(&b, S(" …"));
	return part_text(buf_str(&b));
}

static bool say_inquiry(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_INQUIRY_ASK:
		say(out, MESSAGE_ACT_INQUIRY_ASK, part_parties(s, &c->inquiry_ask.to),
		    link_form(s, c->inquiry_ask.form));
		say_paper(out, s, &c->inquiry_ask.paper);
		return true;
	case KIND_INQUIRY_CLARIFY:
		say(out, MESSAGE_ACT_INQUIRY_CLARIFY, link_entry(s, c->inquiry_clarify.inquiry), NOTHING);
		say_paper(out, s, &c->inquiry_clarify.paper);
		return true;
	case KIND_INQUIRY_ANSWER:
		say(out, MESSAGE_ACT_INQUIRY_ANSWER, link_entry(s, c->inquiry_answer.inquiry), NOTHING);
		say_paper(out, s, &c->inquiry_answer.paper);
		return true;
	case KIND_INQUIRY_ACKNOWLEDGE:
		say(out, MESSAGE_ACT_INQUIRY_ACKNOWLEDGE, link_entry(s, c->inquiry_acknowledge.of), NOTHING);
		say_paper(out, s, &c->inquiry_acknowledge.paper);
		return true;
	case KIND_FORM_REMIND:
		say(out, MESSAGE_ACT_FORM_REMIND, part_parties(s, &c->form_remind.to),
		    link_form(s, c->form_remind.form));
		return true;
	default: return false;
	}
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
	default: return say_inquiry(out, s, kind, c);
	}
}
