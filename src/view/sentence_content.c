/* Acts about content outside the record in plain words. */
#include "rules/contents.h"
#include "view/model/activities.h"
#include "view/page.h"
#include "view/sentence_priv.h"

bool say_content(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_CONTENT_DISTRIBUTE:
		say(out, MESSAGE_ACT_CONTENT_DISTRIBUTE, link_entry(s, c->content_distribute.entry),
		    part_words(words_under(s, S("distribution."), c->content_distribute.distribution)));
		return true;
	case KIND_CONTENT_ERASE:
		say(out, MESSAGE_ACT_CONTENT_ERASE, link_entry(s, c->content_erase.entry), NOTHING);
		return true;
	default: return false;
	}
}
