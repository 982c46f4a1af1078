/* Acts of negotiated texts in plain words. */
#include "rules/instrument.h"
#include "view/model/common.h"
#include "view/sentence_priv.h"

static struct part link_text(const struct site *s, struct str code)
{
	const struct instrument *of = instrument_find(s->forum, code);
	return link_to(s, S("texts"), code, of != NULL ? &of->title : NULL);
}

static struct part part_level(const struct site *s, struct str level)
{
	return part_words(words_of_code(s, level));
}

/* What a party does with a proposal: its number says which. */
static bool say_proposal(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_TEXT_COSPONSOR:
		say(out, MESSAGE_ACT_TEXT_COSPONSOR, link_text(s, c->text_cosponsor.text),
		    part_number(c->text_cosponsor.proposal));
		return true;
	case KIND_TEXT_WITHDRAW:
		say(out, MESSAGE_ACT_TEXT_WITHDRAW, link_text(s, c->text_withdraw.text),
		    part_number(c->text_withdraw.proposal));
		return true;
	case KIND_TEXT_TAKE:
		say(out, MESSAGE_ACT_TEXT_TAKE, link_text(s, c->text_take.text),
		    part_number(c->text_take.proposal));
		return true;
	case KIND_TEXT_CONFIRM:
		say(out, MESSAGE_ACT_TEXT_CONFIRM, link_text(s, c->text_confirm.text),
		    part_number(c->text_confirm.proposal));
		return true;
	case KIND_TEXT_RESTRUCTURE:
		say(out, c->text_restructure.closes ? MESSAGE_ACT_TEXT_RESTRUCTURE_NOT
						    : MESSAGE_ACT_TEXT_RESTRUCTURE,
		    link_text(s, c->text_restructure.text),
		    part_number(c->text_restructure.proposal));
		return true;
	default: return false;
	}
}

static bool say_units(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_TEXT_ACCEPT:
		say(out, c->text_accept.proposal == INTEGER_ABSENT ? MESSAGE_ACT_TEXT_KEEP
								   : MESSAGE_ACT_TEXT_ACCEPT,
		    link_text(s, c->text_accept.text), part_code(c->text_accept.unit));
		return true;
	case KIND_TEXT_AGREE:
		say(out, MESSAGE_ACT_TEXT_AGREE, link_text(s, c->text_agree.text),
		    part_level(s, c->text_agree.level));
		return true;
	case KIND_TEXT_PACKAGE:
		say(out, MESSAGE_ACT_TEXT_PACKAGE, link_text(s, c->text_package.text),
		    part_code(c->text_package.package));
		return true;
	case KIND_TEXT_ARRANGE:
		say(out, MESSAGE_ACT_TEXT_ARRANGE, link_text(s, c->text_arrange.text), NOTHING);
		return true;
	case KIND_TEXT_SPLIT:
		say(out, MESSAGE_ACT_TEXT_SPLIT, link_text(s, c->text_split.text),
		    part_code(c->text_split.unit));
		out->parts[3] = part_code(c->text_split.into);
		return true;
	case KIND_TEXT_JOIN:
		say(out, MESSAGE_ACT_TEXT_JOIN, link_text(s, c->text_join.text),
		    part_code(c->text_join.unit));
		out->parts[3] = part_code(c->text_join.other);
		return true;
	case KIND_TEXT_LOCK:
		say(out, MESSAGE_ACT_TEXT_LOCK, link_text(s, c->text_lock.text),
		    part_code(c->text_lock.unit));
		return true;
	case KIND_TEXT_CORRECT:
		say(out, MESSAGE_ACT_TEXT_CORRECT, link_text(s, c->text_correct.text),
		    part_code(c->text_correct.symbol));
		return true;
	case KIND_TEXT_REOPEN:
		say(out, c->text_reopen.from == INTEGER_ABSENT ? MESSAGE_ACT_TEXT_REOPEN
							       : MESSAGE_ACT_TEXT_UNLOCK,
		    link_text(s, c->text_reopen.text),
		    part_code(c->text_reopen.unit));
		return true;
	case KIND_TEXT_REVISE:
		say(out, MESSAGE_ACT_TEXT_REVISE, link_text(s, c->text_revise.text),
		    part_code(c->text_revise.symbol));
		return true;
	case KIND_TEXT_TRANSLATE:
		say(out, MESSAGE_ACT_TEXT_TRANSLATE, link_text(s, c->text_translate.text),
		    part_words((struct lang_text){ c->text_translate.lang,
			lang_own_name(c->text_translate.lang) }));
		return true;
	case KIND_TEXT_CLOSE:
		say(out, str_eq(c->text_close.outcome, S("finished")) ? MESSAGE_ACT_TEXT_FINISH
								      : MESSAGE_ACT_TEXT_ABANDON,
		    link_text(s, c->text_close.text), NOTHING);
		return true;
	case KIND_TEXT_WAIVE:
		say(out, MESSAGE_ACT_TEXT_WAIVE, link_text(s, c->text_waive.text),
		    part_number(c->text_waive.revision));
		out->parts[3] = part_words((struct lang_text){ c->text_waive.lang,
			lang_own_name(c->text_waive.lang) });
		return true;
	default: return say_proposal(out, s, kind, c);
	}
}

bool say_text(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	const struct paper *paper;
	switch ((unsigned)kind) {
	case KIND_TEXT_TABLE:
		say(out, MESSAGE_ACT_TEXT_TABLE,
		    link_to(s, S("texts"), c->text_table.code, &c->text_table.title),
		    part_number(c->text_table.units.count));
		return true;
	case KIND_TEXT_ADD:
		say(out, MESSAGE_ACT_TEXT_ADD, link_text(s, c->text_add.text),
		    part_number(c->text_add.units.count));
		return true;
	case KIND_TEXT_OPEN:
		say(out, MESSAGE_ACT_TEXT_OPEN, link_text(s, c->text_open.text), NOTHING);
		return true;
	case KIND_TEXT_PROPOSE:
		paper = &c->text_propose.paper;
		say(out, paper->is_present ? MESSAGE_ACT_TEXT_PROPOSE_PAPER : MESSAGE_ACT_TEXT_PROPOSE,
		    link_text(s, c->text_propose.text),
		    part_number(c->text_propose.edits.count + c->text_propose.changes.count));
		say_paper(out, s, paper);
		return true;
	case KIND_TEXT_POSITION:
		paper = &c->text_position.paper;
		say(out, paper->is_present ? MESSAGE_ACT_TEXT_POSITION_PAPER : MESSAGE_ACT_TEXT_POSITION,
		    link_text(s, c->text_position.text), part_level(s, c->text_position.stance));
		say_paper(out, s, paper);
		return true;
	default: return say_units(out, s, kind, c);
	}
}
