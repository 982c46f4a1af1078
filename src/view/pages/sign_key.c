#include "view/sign_key.h"

#include "base/arena.h"
#include "view/sentence.h"
#include "view/page.h"

/* Those that kinds of acts ask for, and to sign for the party. */
static const struct str powers[] = { S("amend"), S("attend"), S("chair"), S("cosponsor"), S("object"),
	S("propose"), S("publish"), S("reply"), S("sign"), S("speak"), S("vote") };

static struct str words_join(const struct site *s, const struct strs *words)
{
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	for (uint32_t i = 0; i < words->count; i++) {
		if (i > 0)
			buf_byte(&b, ' ');
		buf_put(&b, words->at[i]);
	}
	return buf_str(&b);
}

static void page_open(struct html *h, struct buf *out, const struct site *s, enum message title)
{
	page_begin(h, out, s, &(struct page_head){ .title = page_title(s, title), .nav = NAV__COUNT,
	    .is_signing = true, .script = S("sign.js") });
}

static void put_problem(struct html *h, const struct key_problem *problem)
{
	if (problem->says == MESSAGE__COUNT)
		return;
	html_open(h, "p", ATTRS({ "class", S("problem") }, { "role", S("alert") }, { "id", S("problem") }));
	html_say(h, problem->says, PARTS(part_code(problem->detail)));
	html_close(h, "p");
}

static void put_powers(struct html *h, const struct site *s, const struct strs *chosen)
{
	html_open(h, "fieldset", ATTRS_NONE);
	html_message_element(h, "legend", ATTRS_NONE, MESSAGE_KEY_POWERS);
	for (size_t i = 0; i < CM_COUNT(powers); i++) {
		struct buf name;
		buf_init(&name, s->scratch, 64);
		buf_put(&name, S("power."));
		buf_put(&name, powers[i]);
		html_open(h, "label", CLASS("choice"));
		html_void(h, "input", ATTRS({ "type", S("checkbox") }, { "name", buf_str(&name) },
		    { "value", S("1") }, { "checked", strs_has(chosen, powers[i]) ? S("") : STR_NONE }));
		html_text(h, S(" "));
		html_words(h, words_of_code(s, powers[i]));
		html_close(h, "label");
	}
	html_close(h, "fieldset");
}

static void put_wish_fields(struct html *h, const struct site *s, const struct key_wish *w)
{
	sign_text_put(h, "delegate", MESSAGE_KEY_DELEGATE, w->delegate);
	put_powers(h, s, &w->powers);
	sign_text_put(h, "bodies", MESSAGE_KEY_BODIES, words_join(s, &w->bodies));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("until") }), MESSAGE_KEY_UNTIL);
	html_void(h, "input", ATTRS({ "type", S("date") }, { "id", S("until") }, { "name", S("until") },
	    { "value", w->until }));
	html_close(h, "p");
}

static void put_wish_hidden(struct html *h, const struct site *s, const struct key_wish *w)
{
	sign_field_put(h, "delegate", w->delegate);
	sign_field_put(h, "powers", words_join(s, &w->powers));
	sign_field_put(h, "bodies", words_join(s, &w->bodies));
	sign_field_put(h, "until", w->until);
}

static void put_wish_facts(struct html *h, const struct site *s, const struct key_wish *w)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_KEY_DELEGATE);
	html_words(h, words_of_handle(s, w->delegate));
	html_text(h, S(" "));
	html_element(h, "code", ATTRS_NONE, w->delegate);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_KEY_POWERS);
	for (uint32_t i = 0; i < w->powers.count; i++) {
		html_text(h, i > 0 ? S(", ") : S(""));
		html_words(h, words_of_code(s, w->powers.at[i]));
	}
	page_fact_close(h);
	if (w->bodies.count > 0) {
		page_fact_open(h, MESSAGE_KEY_BODIES);
		html_text(h, words_join(s, &w->bodies));
		page_fact_close(h);
	}
	if (w->until.n > 0) {
		page_fact_open(h, MESSAGE_KEY_UNTIL);
		html_text(h, w->until);
		page_fact_close(h);
	}
	html_close(h, "dl");
}

/* Both languages at the same address, by a form that takes the fields along. */
static void put_foot(struct html *h, const struct site *s, const char *what, const struct key_wish *w)
{
	page_signing_foot(h, s);
	html_open(h, "form", ATTRS({ "method", S("get") }, { "class", S("languages") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGE_LANGUAGES, 1) },
	    { "action", sign_here(s, s->lang, what) }));
	put_wish_hidden(h, s, w);
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++) {
		if (i != s->lang)
			html_element(h, "button", ATTRS({ "type", S("submit") }, { "lang", view_lang_tag(i) },
			    { "formaction", sign_here(s, i, what) }), lang_own_name(view_lang_tag(i)));
	}
	html_close(h, "form");
	page_signing_end(h);
}

/* The invitation */

static void put_ask_state(struct html *h, const struct site *s, const void *state)
{
	const struct invite_query *q = state;
	put_wish_hidden(h, s, &q->wish);
	sign_field_put(h, "ends", q->ends);
}

static void put_statement(struct html *h, const struct site *s, const struct invite_query *q)
{
	const struct sign_ask ask = { .use = SSHSIG_KEY, .action = sign_here(s, s->lang, "invite"),
		.taking = sign_here(s, s->lang, "invite/file"), .file = "invitation",
		.by_passkey = MESSAGE_INVITE_SIGN, .by_hand = MESSAGE_INVITE_ADD, .ways_count = q->ways_count,
		.ways = q->ways, .put_state = put_ask_state, .state = q };
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_INVITE_STATEMENT);
	html_element(h, "pre", ATTRS({ "id", S("message") }, { "tabindex", S("0") }, { "lang", S("zxx") }),
	    q->statement);
	html_open(h, "section", ATTRS({ "id", S("ways") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_NEXT);
	sign_ask_render(h, s, &ask);
	html_close(h, "section");
}

static void put_link(struct html *h, const struct invite_query *q)
{
	html_message_element(h, "p", ATTRS({ "class", S("lead") }, { "role", S("status") }),
	    MESSAGE_INVITE_DONE);
	html_element(h, "pre", ATTRS({ "id", S("link") }, { "tabindex", S("0") }, { "lang", S("zxx") }),
	    q->link);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_INVITE_AFTER);
}

static void put_invite_form(struct html *h, const struct site *s, const struct invite_query *q)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", S("invite") }, { "class", S("sheet") },
	    { "action", sign_here(s, s->lang, "invite") }));
	put_wish_fields(h, s, &q->wish);
	sign_button_put(h, MESSAGE_INVITE_MAKE);
	html_close(h, "form");
}

enum view_status invite_page(struct buf *out, const struct site *s, const struct invite_query *q)
{
	struct html h;
	page_open(&h, out, s, MESSAGE_INVITE_TITLE);
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_INVITE_LEAD);
	put_problem(&h, &q->problem);
	if (q->statement.n > 0 || q->link.n > 0)
		put_wish_facts(&h, s, &q->wish);
	if (q->link.n > 0)
		put_link(&h, q);
	else if (q->statement.n > 0)
		put_statement(&h, s, q);
	else
		put_invite_form(&h, s, q);
	put_foot(&h, s, "invite", &q->wish);
	return q->problem.says != MESSAGE__COUNT ? VIEW_BAD : VIEW_OK;
}

/* The key */

static void put_key_form(struct html *h, const struct site *s, const struct key_query *q)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", S("make") }, { "class", S("sheet") },
	    { "action", sign_here(s, s->lang, "request") }, { "data-host", sign_host_of(s->signing) },
	    { "data-user", S("OFFICIAL ACT - ") },
	    { "data-declined", message_text(s->lang, MESSAGE_KEY_DECLINED, 1) }));
	if (q->token.n > 0) {
		put_wish_hidden(h, s, &q->wish);
		sign_field_put(h, "token", q->token);
	} else {
		put_wish_fields(h, s, &q->wish);
	}
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_PASSKEY);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_KEY_PASSKEY_WHAT);
	html_message_element(h, "p", ATTRS({ "id", S("no-script") }), MESSAGE_SIGN_NEEDS_SCRIPT);
	html_open(h, "p", CLASS("go"));
	html_element(h, "button", ATTRS({ "type", S("button") }, { "hidden", S("") }, { "id", S("create") }),
	    message_text(s->lang, MESSAGE_KEY_CREATE, 1));
	html_close(h, "p");
	html_element(h, "p", ATTRS({ "id", S("said") }, { "role", S("alert") }), S(""));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_BY_HAND);
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("key") }), MESSAGE_KEY_PUBLIC);
	html_element(h, "textarea", ATTRS({ "id", S("key") }, { "name", S("key") }, { "rows", S("4") },
	    { "spellcheck", S("false") }), S(""));
	html_close(h, "p");
	sign_button_put(h, MESSAGE_KEY_USE);
	html_close(h, "form");
}

enum view_status key_page(struct buf *out, const struct site *s, const struct key_query *q)
{
	struct html h;
	struct buf here;
	buf_init(&here, s->scratch, 128);
	buf_put(&here, S("key"));
	if (q->token.n > 0) {
		buf_byte(&here, '/');
		buf_put(&here, q->token);
	}
	buf_byte(&here, '\0');
	page_open(&h, out, s, MESSAGE_KEY_TITLE);
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_KEY_LEAD);
	put_problem(&h, &q->problem);
	if (q->token.n > 0)
		put_wish_facts(&h, s, &q->wish);
	put_key_form(&h, s, q);
	put_foot(&h, s, buf_str(&here).p, &q->wish);
	return q->problem.says != MESSAGE__COUNT ? VIEW_BAD : VIEW_OK;
}
