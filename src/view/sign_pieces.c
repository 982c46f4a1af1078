#include "view/sign_pieces.h"

#include "proof/sha.h"

#define KEY_WORDS 8

static void put_hidden(struct html *h, struct str name, struct str value)
{
	if (value.n > 0)
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", name }, { "value", value }));
}

void sign_offer_render(struct html *h, const struct site *s, const struct sign_offer *o)
{
	struct buf action;
	if (s->signing.n == 0 || o->content.n == 0)
		return;
	buf_init(&action, s->scratch, 1024);
	buf_put(&action, s->signing);
	buf_byte(&action, '/');
	buf_put(&action, site_lang(s));
	buf_put(&action, S("/act"));
	html_open(h, "form", ATTRS({ "class", S("sign") }, { "method", S("post") },
	    { "action", buf_str(&action) }));
	put_hidden(h, S("kind"), o->kind);
	put_hidden(h, S("by"), o->by);
	put_hidden(h, S("with"), o->with);
	put_hidden(h, S("content"), o->content);
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_SIGN_OFFER);
	html_close(h, "form");
}

/* 16 bits: consonant (4), vowel (2), consonant, vowel, consonant. */
static void word_put(struct buf *b, enum view_lang lang, unsigned bits)
{
	static const char latin[] = "bdfghjklmnprstvz" "aiou";
	static const struct str cyrillic[] = { S("б"), S("д"), S("ф"), S("г"), S("х"), S("ж"),
		S("к"), S("л"), S("м"), S("н"), S("п"), S("р"), S("с"), S("т"), S("в"), S("з"),
		S("а"), S("и"), S("о"), S("у") };
	static const struct {
		uint8_t shift, width, from;
	} letters[] = { { 12, 4, 0 }, { 10, 2, 16 }, { 6, 4, 0 }, { 4, 2, 16 }, { 0, 4, 0 } };
	for (size_t i = 0; i < CM_COUNT(letters); i++) {
		unsigned at = letters[i].from + (bits >> letters[i].shift & ((1U << letters[i].width) - 1));
		if (lang == VIEW_RU)
			buf_put(b, cyrillic[at]);
		else
			buf_byte(b, (uint8_t)latin[at]);
	}
}

void key_words_put(struct buf *b, enum view_lang lang, struct str blob)
{
	struct hash digest;
	sha256(&digest, blob.p, blob.n);
	for (size_t i = 0; i < KEY_WORDS; i++) {
		if (i > 0)
			buf_byte(b, ' ');
		word_put(b, lang, (unsigned)digest.bytes[2 * i] << 8 | digest.bytes[2 * i + 1]);
	}
}
