#include "view/silence_pieces.h"

#include "base/arena.h"
#include "view/evidence_pieces.h"
#include "view/sign_pieces.h"

/* Words for the script, which holds no language: "{1}" is where its numbers go. */
static const struct {
	const char *name;
	enum message id;
} words[] = {
	{ "data-days", MESSAGE_LEFT_JS_DAYS },
	{ "data-hours", MESSAGE_LEFT_JS_HOURS },
	{ "data-minutes", MESSAGE_LEFT_JS_MINUTES },
	{ "data-over", MESSAGE_LEFT_OVER },
};

static void put_left(struct html *h, const struct site *s, const struct silence_item *item)
{
	struct attr attrs[CM_COUNT(words) + 3];
	struct buf at;
	size_t n = 0;
	buf_init(&at, s->scratch, 24);
	buf_dec(&at, item->expires.ms);
	for (; n < CM_COUNT(words); n++)
		attrs[n] = (struct attr){ words[n].name, message_text(s->lang, words[n].id, 1) };
	attrs[n++] = (struct attr){ "class", S("left") };
	attrs[n++] = (struct attr){ "data-expires", buf_str(&at) };
	attrs[n] = (struct attr){ NULL, STR_NONE };
	html_open(h, "span", attrs);
	if (item->days_left == 0)
		html_message(h, MESSAGE_LEFT_TODAY);
	else if (item->days_left != INTEGER_ABSENT)
		html_count(h, MESSAGE_LEFT_DAYS, item->days_left);
	else
		html_message(h, MESSAGE_LEFT_OVER);
	html_close(h, "span");
}

void silence_left_render(struct html *h, const struct site *s, const struct silence_item *item)
{
	bool is_running_out = str_eq(item->state, S("running")) ||
	    str_eq(item->state, S("proposed")) || str_eq(item->state, S("consented"));
	html_expiry(h, item->expires);
	if (!is_running_out)
		return;
	html_text(h, S(" "));
	put_left(h, s, item);
}

void silences_render(struct html *h, const struct site *s, const struct silence_item_list *list)
{
	html_open(h, "ul", CLASS("rows instants"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct silence_item *item = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		silence_left_render(h, s, item);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of(s, S("silences"), item->code), item->title);
		html_open(h, "span", CLASS("more"));
		html_words(h, item->body_name);
		html_text(h, S(" · "));
		html_words(h, item->state_name);
		if (item->symbol.n > 0) {
			html_text(h, S(" · "));
			html_element(h, "code", ATTRS_NONE, item->symbol);
		}
		if (item->is_contested) {
			html_text(h, S(" "));
			html_message_element(h, "em", CLASS("tag"), MESSAGE_SILENCE_CONTESTED);
		}
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void commands_render(struct html *h, struct str commands)
{
	html_element(h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }), commands);
}

void silence_next_render(struct html *h, const struct site *s, const struct next_item_list *list)
{
	html_open(h, "ul", CLASS("spans next"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct next_item *item = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "p", ATTRS_NONE);
		html_words(h, item->sentence);
		html_close(h, "p");
		sign_offer_render(h, s, &(struct sign_offer){ item->act_kind, item->by, item->with,
		    item->content });
		html_open(h, "details", CLASS("why"));
		html_open(h, "summary", ATTRS_NONE);
		html_say(h, MESSAGE_NEXT_COMMANDS, PARTS(part_code(item->act_kind)));
		html_close(h, "summary");
		html_say(h, MESSAGE_NEXT_COMMANDS_WHAT, PARTS(part_code(S("ADDRESS")),
		    part_code(S("HANDLE")), part_code(S("key"))));
		commands_render(h, item->commands);
		html_close(h, "details");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void frozen_render(struct html *h, const struct site *s, const struct frozen_item_list *texts)
{
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < texts->count; i++) {
			const struct frozen_item *t = &texts->at[i];
			bool is_ours = view_lang_of(str_sub(t->lang, 0, 2)) == s->lang;
			if (is_ours != (pass == 0))
				continue;
			html_open(h, "section", CLASS("version"));
			html_element(h, "h3", ATTRS({ "lang", t->lang }), lang_own_name(t->lang));
			if (t->title.n > 0)
				html_element(h, "p", ATTRS({ "class", S("subtitle") },
				    { "lang", t->lang }), t->title);
			page_text(h, t->lang, t->text);
			html_close(h, "section");
		}
	}
}

static void put_voice(struct html *h, const struct site *s, const struct voice_item *v,
    bool has_party)
{
	html_open(h, "b", ATTRS_NONE);
	if (has_party)
		html_link_words(h, url_of(s, S("parties"), v->party), v->party_name);
	else
		html_link_words(h, url_of(s, S("silences"), v->silence), v->silence_title);
	html_close(h, "b");
	html_open(h, "span", CLASS("more"));
	html_words(h, v->kind_name);
	html_text(h, S(" · "));
	html_instant(h, v->at);
	html_text(h, S(" · "));
	html_message(h, v->is_paper ? MESSAGE_SILENCE_ON_PAPER : MESSAGE_SILENCE_SIGNED);
	html_text(h, S(" "));
	html_element(h, "code", ATTRS_NONE, v->by);
	html_text(h, S(" · "));
	act_link_render(h, s, v->entry);
	if (!has_party) {
		html_text(h, S(" · "));
		receipt_link_render(h, s, v->entry);
	}
	if (v->is_late) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_SILENCE_LATE_TAG);
	}
	if (v->is_retracted) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_SILENCE_RETRACTED_TAG);
	}
	html_close(h, "span");
}

void voices_render(struct html *h, const struct site *s, const struct voice_item_list *list,
    bool has_party)
{
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct voice_item *v = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		put_voice(h, s, v, has_party);
		if (v->ground.n > 0) {
			html_open(h, "p", ATTRS_NONE);
			html_words(h, words_guess(v->ground));
			html_close(h, "p");
		}
		for (uint32_t j = 0; j < v->texts.count; j++) {
			const struct frozen_item *t = &v->texts.at[j];
			page_text(h, t->lang, t->text);
		}
		html_close(h, "li");
	}
	html_close(h, "ul");
}
