#include "view/sign_ask.h"

#include "base/arena.h"
#include "view/sentence.h"
#include "view/sign_pieces.h"

struct str key_fingerprint(const struct site *s, struct str blob)
{
	struct buf b;
	buf_init(&b, s->scratch, 64);
	ssh_key_fingerprint(&b, blob);
	return buf_str(&b);
}

void sign_key_put(struct html *h, const struct site *s, struct str blob)
{
	struct buf words;
	buf_init(&words, s->scratch, 256);
	key_words_put(&words, s->lang, blob);
	html_element(h, "b", ATTRS({ "class", S("words") }, { "lang", S("zxx") }), buf_str(&words));
	html_text(h, S(" "));
	html_element(h, "code", CLASS("long"), key_fingerprint(s, blob));
}

struct str sign_here(const struct site *s, enum view_lang lang, const char *what)
{
	struct buf b;
	buf_init(&b, s->scratch, 128);
	buf_byte(&b, '/');
	buf_put(&b, view_lang_tag(lang));
	buf_byte(&b, '/');
	buf_put(&b, str_c(what));
	return buf_str(&b);
}

void sign_field_put(struct html *h, const char *name, struct str value)
{
	if (value.n > 0)
		html_void(h, "input",
		    ATTRS({ "type", S("hidden") }, { "name", str_c(name) }, { "value", value }));
}

void sign_text_put(struct html *h, const char *name, enum message label, struct str value)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", str_c(name) }), label);
	html_void(h, "input", ATTRS({ "id", str_c(name) }, { "name", str_c(name) }, { "value", value },
	    { "autocomplete", S("off") }, { "spellcheck", S("false") }));
	html_close(h, "p");
}

void sign_form_open(struct html *h, const char *id, struct str action)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", str_c(id) }, { "class", S("sheet") },
	    { "action", action }, { "enctype", S("multipart/form-data") }));
}

void sign_button_put(struct html *h, enum message id)
{
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), id);
	html_close(h, "p");
}

struct str sign_host_of(struct str url)
{
	size_t slashes = str_find_str(url, S("//"));
	struct str rest = str_sub(url, slashes + 2, url.n);
	return str_sub(rest, 0, str_find(rest, ':', 0));
}

static void put_ways(struct html *h, const struct site *s, const struct sign_ask *ask)
{
	html_open(h, "ul", ATTRS_NONE);
	for (uint32_t i = 0; i < ask->ways_count; i++) {
		struct buf b;
		buf_init(&b, s->scratch, 2 * KEY_BLOB_BYTES_MAX);
		buf_b64(&b, (const uint8_t *)ask->ways[i].key.p, ask->ways[i].key.n);
		html_open(h, "li", ATTRS({ "data-key", buf_str(&b) }));
		html_words(h, words_of_handle(s, ask->ways[i].handle));
		html_text(h, S(" · "));
		html_element(h, "code", CLASS("long"), key_fingerprint(s, ask->ways[i].key));
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_passkey_form(struct html *h, const struct site *s, const struct sign_ask *ask)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", S("passkey") }, { "action", ask->action },
	    { "enctype", S("multipart/form-data") }, { "data-namespace", sshsig_namespace(ask->use) },
	    { "data-host", sign_host_of(s->signing) }, { "data-origin", s->signing },
	    { "data-declined", message_text(s->lang, MESSAGE_SIGN_DECLINED, 1) },
	    { "data-other", message_text(s->lang, MESSAGE_SIGN_OTHER_KEY, 1) },
	    { "data-order", message_text(s->lang, MESSAGE_SIGN_ORDER, 1) }));
	ask->put_state(h, s, ask->state);
	html_void(h, "input",
	    ATTRS({ "type", S("hidden") }, { "name", S("signature") }, { "id", S("signature") }));
	sign_field_put(h, "send", S("1"));
	put_ways(h, s, ask);
	html_message_element(h, "p", ATTRS({ "id", S("no-script") }), MESSAGE_SIGN_NEEDS_SCRIPT);
	html_open(h, "p", CLASS("go"));
	html_element(h, "button", ATTRS({ "type", S("submit") }, { "hidden", S("") }, { "id", S("sign") }),
	    message_text(s->lang, ask->by_passkey, 1));
	html_close(h, "p");
	html_element(h, "p", ATTRS({ "id", S("said") }, { "role", S("alert") }), S(""));
	html_close(h, "form");
}

static void put_passkey(struct html *h, const struct site *s, const struct sign_ask *ask)
{
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_SIGN_PASSKEY);
	if (ask->ways_count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_SIGN_PASSKEY_NONE);
		return;
	}
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_PASSKEY_WHAT);
	put_passkey_form(h, s, ask);
}

static struct str command(const struct site *s, const struct sign_ask *ask)
{
	struct buf b;
	buf_init(&b, s->scratch, 128);
	buf_put(&b, S("ssh-keygen -Y sign -f KEY -n "));
	buf_put(&b, sshsig_namespace(ask->use));
	buf_byte(&b, ' ');
	buf_put(&b, str_c(ask->file));
	buf_byte(&b, '\n');
	return buf_str(&b);
}

static void put_bring(struct html *h, const struct site *s, const struct sign_ask *ask)
{
	sign_form_open(h, "bring-signature", ask->action);
	ask->put_state(h, s, ask->state);
	sign_field_put(h, "send", S("1"));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("file") }), MESSAGE_SIGN_SIGNATURE_FILE);
	html_void(h, "input", ATTRS({ "type", S("file") }, { "id", S("file") }, { "name", S("file") }));
	html_close(h, "p");
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("armour") }), MESSAGE_SIGN_SIGNATURE_TEXT);
	html_element(h, "textarea",
	    ATTRS({ "id", S("armour") }, { "name", S("signature") }, { "rows", S("6") },
	        { "spellcheck", S("false") }), S(""));
	html_close(h, "p");
	sign_button_put(h, ask->by_hand);
	html_close(h, "form");
}

void sign_ask_render(struct html *h, const struct site *s, const struct sign_ask *ask)
{
	put_passkey(h, s, ask);
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_SIGN_BY_HAND);
	sign_form_open(h, "take", ask->taking);
	ask->put_state(h, s, ask->state);
	sign_button_put(h, MESSAGE_SIGN_DOWNLOAD);
	html_close(h, "form");
	html_open(h, "p", ATTRS_NONE);
	html_say(h, MESSAGE_SIGN_COMMAND, PARTS(part_code(str_c(ask->file))));
	html_close(h, "p");
	html_element(h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }), command(s, ask));
	put_bring(h, s, ask);
}
