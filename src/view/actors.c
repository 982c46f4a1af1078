#include "view/actors.h"

#include "view/api.h"

static void put_key(struct html *h, const struct key_item *key)
{
	html_open(h, "li", ATTRS_NONE);
	html_element(h, "code", ATTRS_NONE, key->key_type);
	html_text(h, S(" "));
	html_element(h, "code", CLASS("long"), key->fingerprint);
	if (key->ended != INTEGER_ABSENT) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PARTY_KEY_ENDED);
	}
	html_close(h, "li");
}

static void put_powers(struct html *h, const struct site *s, const struct strs *powers)
{
	struct buf words;
	if (powers->count == 0)
		return;
	buf_init(&words, s->scratch, POWERS_MAX * (NAME_BYTES_MAX + 2));
	for (uint32_t i = 0; i < powers->count; i++) {
		buf_put(&words, i > 0 ? S(", ") : S(""));
		buf_put(&words, words_of_code(s, powers->at[i]).text);
	}
	html_text(h, S(" · "));
	html_say(h, MESSAGE_PARTY_POWERS, PARTS(part_text(buf_str(&words))));
}

static void put_moment(struct html *h, enum message id, moment at)
{
	if (at.ms == MOMENT_ABSENT.ms)
		return;
	html_text(h, S(" · "));
	html_say(h, id, PARTS(part_moment(at)));
}

static void put_actor(struct html *h, const struct site *s, const struct actor_item *a)
{
	enum message role = str_eq(a->role, S("officer"))       ? MESSAGE_PARTY_OFFICER
	                    : str_eq(a->role, S("coordinator")) ? MESSAGE_PARTY_COORDINATOR
	                                                        : MESSAGE_PARTY_DELEGATE;
	html_open(h, "li", ATTRS({ "class", a->is_ended ? S("ended") : STR_NONE }));
	html_element(h, "code", ATTRS_NONE, a->handle);
	html_open(h, "span", CLASS("more"));
	html_message(h, role);
	put_powers(h, s, &a->powers);
	put_moment(h, MESSAGE_PARTY_VALIDITY_FROM, a->from);
	put_moment(h, MESSAGE_PARTY_VALIDITY_UNTIL, a->until);
	put_moment(h, MESSAGE_PARTY_ENDED, a->ended_at);
	html_text(h, S(" · "));
	html_say(h, MESSAGE_PARTY_ACT, PARTS(part_link(url_of_entry(s, (uint64_t)a->entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)a->entry) })));
	html_close(h, "span");
	html_open(h, "ul", CLASS("keys"));
	for (uint32_t i = 0; i < a->keys.count; i++)
		put_key(h, &a->keys.at[i]);
	html_close(h, "ul");
	html_close(h, "li");
}

void actors_render(struct html *h, const struct site *s, const struct actor_item_list *actors,
    int64_t total)
{
	html_open(h, "section", ATTRS({ "id", S("actors") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_ACTORS);
	if (actors->count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_PARTY_NO_ACTORS);
	} else {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_PARTY_ACTORS_WHAT);
		html_open(h, "ul", CLASS("actors"));
		for (uint32_t i = 0; i < actors->count; i++)
			put_actor(h, s, &actors->at[i]);
		html_close(h, "ul");
		page_more(h, total - actors->count);
	}
	html_close(h, "section");
}
