#include "view/sign.h"

#include "base/arena.h"
#include "proof/sshsig.h"
#include "view/api.h"
#include "view/page.h"
#include "view/sentence.h"
#include "view/sign_pieces.h"

#define SIGNATURES_BYTES_MAX (SIGNATURES_MAX * (SSHSIG_BYTES_MAX * 2 + HANDLE_BYTES_MAX))

struct str key_fingerprint(const struct site *s, struct str blob)
{
	struct buf b;
	buf_init(&b, s->scratch, 64);
	ssh_key_fingerprint(&b, blob);
	return buf_str(&b);
}

struct str rule_of_kind(struct str kind)
{
	static const struct {
		struct str noun, rule;
	} nouns[] = { { S("forum"), S("2") }, { S("charter"), S("2") }, { S("officer"), S("13") },
		{ S("party"), S("13") }, { S("delegate"), S("13") }, { S("act"), S("13") },
		{ S("body"), S("3") }, { S("office"), S("9") }, { S("meeting"), S("9") },
		{ S("institution"), S("17") }, { S("release"), S("11") }, { S("silence"), S("7") },
		{ S("quorum"), S("9") }, { S("agenda"), S("9") }, { S("delegation"), S("10") },
		{ S("credentials"), S("10") }, { S("speaker"), S("9") }, { S("list"), S("9") },
		{ S("statement"), S("9") }, { S("point"), S("9") }, { S("document"), S("11") },
		{ S("journal"), S("9") }, { S("decision"), S("6") }, { S("objection"), S("6") },
		{ S("vote"), S("8") }, { S("text"), S("14") }, { S("catalogue"), S("15") },
		{ S("measure"), S("15") }, { S("plan"), S("15") }, { S("activity"), S("15") },
		{ S("report"), S("15") }, { S("undertaking"), S("15") }, { S("form"), S("16") },
		{ S("return"), S("16") }, { S("agreement"), S("17") }, { S("relation"), S("17") } };
	struct str noun = str_cut(&kind, '.');
	for (size_t i = 0; i < CM_COUNT(nouns); i++) {
		if (str_eq(nouns[i].noun, noun))
			return nouns[i].rule;
	}
	return STR_NONE;
}

/* An address of this origin. */
static struct str here(const struct site *s, enum view_lang lang, const char *what)
{
	struct buf b;
	buf_init(&b, s->scratch, 64);
	buf_byte(&b, '/');
	buf_put(&b, view_lang_tag(lang));
	buf_byte(&b, '/');
	buf_put(&b, str_c(what));
	return buf_str(&b);
}

/* An address of the forum's pages. */
static struct str there(const struct site *s, struct str url)
{
	struct buf b;
	buf_init(&b, s->scratch, 1024);
	buf_put(&b, s->reading);
	buf_put(&b, url);
	return buf_str(&b);
}

static void put_field(struct html *h, const char *name, struct str value)
{
	if (value.n > 0)
		html_void(h, "input",
		    ATTRS({ "type", S("hidden") }, { "name", str_c(name) }, { "value", value }));
}

/* "kz/delegate-1 U1NI... " of those who have signed. */
static struct str signatures_text(const struct site *s, const struct sign_query *q)
{
	struct buf b;
	buf_init(&b, s->scratch, SIGNATURES_BYTES_MAX);
	for (uint32_t i = 0; i < q->lines_count; i++) {
		struct str blob = q->lines[i].sshsig;
		if (blob.n == 0)
			continue;
		if (b.n > 0)
			buf_byte(&b, ' ');
		buf_put(&b, q->lines[i].handle);
		buf_byte(&b, ' ');
		buf_b64(&b, (const uint8_t *)blob.p, blob.n);
	}
	return buf_str(&b);
}

/* What the server keeps nothing of travels with each form. */
static void put_state(struct html *h, const struct site *s, const struct sign_query *q)
{
	if (q->act != NULL)
		put_field(h, "line", q->act->entry->act.json.line);
	put_field(h, "signatures", signatures_text(s, q));
}

static void form_open(struct html *h, const struct site *s, const char *id, const char *what)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", str_c(id) }, { "class", S("sheet") },
	    { "action", here(s, s->lang, what) }, { "enctype", S("multipart/form-data") }));
}

static void put_button(struct html *h, enum message id)
{
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), id);
	html_close(h, "p");
}

static void put_findings(struct html *h, const struct site *s, const struct findings *found)
{
	html_open(h, "ul", ATTRS_NONE);
	for (unsigned i = 0; i < found->count; i++) {
		const struct finding *f = &found->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_text(h, finding_sentence(f->id, site_lang(s)));
		html_text(h, S(" "));
		html_element(h, "code", ATTRS_NONE, finding_name(f->id));
		if (f->place.n > 0) {
			html_text(h, S(" · "));
			html_element(h, "code", ATTRS_NONE, f->place);
		}
		html_text(h, S(" · "));
		html_say(h, MESSAGE_SIGN_FINDING_RULE, PARTS(part_text(finding_rule(f->id))));
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_admitted(struct html *h, const struct site *s, const struct sign_outcome *o)
{
	struct str number = number_text(s, o->index);
	struct str url = url_of_entry(s, o->index);
	struct part entry = s->reading.n > 0
	    ? part_link(there(s, url), (struct lang_text){ STR_NONE, number })
	    : part_text(number);
	html_open(h, "p", ATTRS({ "class", S("lead") }, { "role", S("status") }));
	html_say(h, MESSAGE_SIGN_DONE, PARTS(entry, part_moment(o->received)));
	html_close(h, "p");
	if (o->found->count > 0)
		put_findings(h, s, o->found);
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_ACT_RECEIPT);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_RECEIPT_WHAT);
	html_element(h, "pre", ATTRS({ "id", S("receipt") }, { "tabindex", S("0") }, { "lang", S("zxx") }),
	    o->receipt);
}

static void put_outcome(struct html *h, const struct site *s, const struct sign_query *q)
{
	const struct sign_outcome *o = q->outcome;
	if (o == NULL)
		return;
	html_open(h, "section", ATTRS({ "id", S("outcome") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_OUTCOME);
	if (o->is_busy) {
		html_message_element(h, "p", CLASS("problem"), MESSAGE_SIGN_BUSY);
	} else if (o->fault.id == FAULT_NONE) {
		put_admitted(h, s, o);
	} else {
		html_open(h, "p", CLASS("problem"));
		if (o->fault.id == FAULT_RULES)
			html_message(h, MESSAGE_SIGN_REFUSED);
		else
			html_say(h, MESSAGE_SIGN_FAULT, PARTS(part_code(str_c(fault_name(o->fault.id)))));
		html_close(h, "p");
		put_findings(h, s, o->found);
	}
	html_close(h, "section");
}

static void put_rule(struct html *h, const struct site *s, struct str kind)
{
	struct buf name;
	struct str rule = rule_of_kind(kind);
	buf_init(&name, s->scratch, 32);
	buf_put(&name, S("rule."));
	buf_put(&name, rule);
	enum message id = message_of(buf_str(&name));
	if (rule.n == 0 || id == MESSAGE__COUNT)
		return;
	page_fact_open(h, MESSAGE_SIGN_RULE);
	html_say(h, MESSAGE_SIGN_RULE_IS, PARTS(part_text(rule),
	    part_words((struct lang_text){ site_lang(s), message_text(s->lang, id, 1) })));
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct act_view *a)
{
	const struct act *act = &a->entry->act;
	struct buf id;
	buf_init(&id, s->scratch, 2 * HASH_BYTES);
	buf_hex(&id, a->id.bytes, HASH_BYTES);
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_ACT_KIND);
	html_element(h, "code", ATTRS_NONE, act->kind);
	page_fact_close(h);
	put_rule(h, s, act->kind);
	page_fact_open(h, MESSAGE_SIGN_SIGNERS);
	html_words(h, words_of_handle(s, act->by));
	for (uint32_t i = 0; i < act->with_count; i++) {
		html_text(h, S(", "));
		html_words(h, words_of_handle(s, act->with[i]));
	}
	page_fact_close(h);
	page_fact_open(h, MESSAGE_ACT_ID);
	html_element(h, "code", CLASS("long"), buf_str(&id));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_ACT_BASE);
	html_say(h, MESSAGE_ACT_BASE_SEEN, PARTS(part_number((int64_t)act->base.size)));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_verdict(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_open(h, "section", ATTRS({ "id", S("rules") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_RULES);
	if (q->fault.id != FAULT_NONE && q->fault.id != FAULT_RULES) {
		html_open(h, "p", CLASS("problem"));
		html_say(h, MESSAGE_SIGN_FAULT, PARTS(part_code(str_c(fault_name(q->fault.id)))));
		html_close(h, "p");
	} else if (q->found->count == 0) {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_RULES_NONE);
	} else {
		html_message_element(h, "p", q->found->refused > 0 ? CLASS("problem") : ATTRS_NONE,
		    q->found->refused > 0 ? MESSAGE_SIGN_RULES_REFUSE : MESSAGE_SIGN_RULES_NOTE);
		put_findings(h, s, q->found);
	}
	html_close(h, "section");
}

/* Keys that the act makes known: what two people compare. */
static void put_new_keys(struct html *h, const struct site *s, const struct sign_query *q)
{
	bool is_begun = false;
	for (uint32_t i = 0; i < q->lines_count; i++) {
		struct signing_keys keys = signing_keys(s->forum,
		    &(struct key_wanted){ &q->act->entry->act, q->lines[i].handle, { INT64_MIN } },
		    s->scratch);
		for (uint32_t k = 0; k < keys.count; k++) {
			struct buf words;
			if (!keys.at[k].is_introduced)
				continue;
			if (!is_begun) {
				html_open(h, "section", ATTRS({ "id", S("new-keys") }));
				html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_NEW_KEYS);
				html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_NEW_KEYS_WHAT);
				html_open(h, "dl", CLASS("facts"));
				is_begun = true;
			}
			buf_init(&words, s->scratch, 256);
			key_words_put(&words, s->lang, keys.at[k].blob);
			html_open(h, "div", ATTRS_NONE);
			html_element(h, "dt", ATTRS_NONE, q->lines[i].handle);
			html_open(h, "dd", ATTRS_NONE);
			html_element(h, "b", ATTRS({ "class", S("words") }, { "lang", S("zxx") }),
			    buf_str(&words));
			html_text(h, S(" "));
			html_element(h, "code", CLASS("long"), key_fingerprint(s, keys.at[k].blob));
			html_close(h, "dd");
			html_close(h, "div");
		}
	}
	if (!is_begun)
		return;
	html_close(h, "dl");
	html_close(h, "section");
}

static void put_signatures(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_open(h, "section", ATTRS({ "id", S("signed") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_ACT_SIGNATURES);
	html_open(h, "ul", ATTRS_NONE);
	for (uint32_t i = 0; i < q->lines_count; i++) {
		html_open(h, "li", ATTRS_NONE);
		html_words(h, words_of_handle(s, q->lines[i].handle));
		html_text(h, S(" · "));
		if (q->lines[i].sshsig.n > 0)
			html_say(h, MESSAGE_SIGN_SIGNED,
			    PARTS(part_code(key_fingerprint(s, q->lines[i].key))));
		else
			html_message(h, MESSAGE_SIGN_UNSIGNED);
		html_close(h, "li");
	}
	html_close(h, "ul");
	if (q->signed_count > 0) {
		form_open(h, s, "save", "submission");
		put_state(h, s, q);
		if (q->signed_count < q->lines_count)
			html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_SAVE_WHAT);
		put_button(h, MESSAGE_SIGN_SAVE);
		html_close(h, "form");
	}
	html_close(h, "section");
}

static bool is_last(const struct sign_query *q)
{
	return q->signed_count + 1 == q->lines_count;
}

/* "http://sign.localhost:8080" to "sign.localhost". */
static struct str host_of(struct str url)
{
	size_t slashes = str_find_str(url, S("//"));
	struct str rest = str_sub(url, slashes + 2, url.n);
	return str_sub(rest, 0, str_find(rest, ':', 0));
}

static void put_passkey_form(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_open(h, "form", ATTRS({ "method", S("post") }, { "id", S("passkey") },
	    { "action", here(s, s->lang, "act") }, { "enctype", S("multipart/form-data") },
	    { "data-host", host_of(s->signing) }, { "data-origin", s->signing },
	    { "data-declined", message_text(s->lang, MESSAGE_SIGN_DECLINED, 1) },
	    { "data-other", message_text(s->lang, MESSAGE_SIGN_OTHER_KEY, 1) },
	    { "data-order", message_text(s->lang, MESSAGE_SIGN_ORDER, 1) }));
	put_state(h, s, q);
	html_void(h, "input",
	    ATTRS({ "type", S("hidden") }, { "name", S("signature") }, { "id", S("signature") }));
	put_field(h, "send", S("1"));
	html_open(h, "ul", ATTRS_NONE);
	for (uint32_t i = 0; i < q->ways_count; i++) {
		struct buf b;
		buf_init(&b, s->scratch, 2 * KEY_BLOB_BYTES_MAX);
		buf_b64(&b, (const uint8_t *)q->ways[i].key.p, q->ways[i].key.n);
		html_open(h, "li", ATTRS({ "data-key", buf_str(&b) }));
		html_words(h, words_of_handle(s, q->ways[i].handle));
		html_text(h, S(" · "));
		html_element(h, "code", CLASS("long"), key_fingerprint(s, q->ways[i].key));
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_message_element(h, "p", ATTRS({ "id", S("no-script") }), MESSAGE_SIGN_NEEDS_SCRIPT);
	html_open(h, "p", CLASS("go"));
	html_element(h, "button", ATTRS({ "type", S("submit") }, { "hidden", S("") }, { "id", S("sign") }),
	    message_text(s->lang, is_last(q) ? MESSAGE_SIGN_PASSKEY_SEND : MESSAGE_SIGN_PASSKEY_ADD, 1));
	html_close(h, "p");
	html_element(h, "p", ATTRS({ "id", S("said") }, { "role", S("alert") }), S(""));
	html_close(h, "form");
}

static void put_passkey(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_SIGN_PASSKEY);
	if (q->ways_count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_SIGN_PASSKEY_NONE);
		return;
	}
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_PASSKEY_WHAT);
	put_passkey_form(h, s, q);
}

static void put_by_hand(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_SIGN_BY_HAND);
	form_open(h, s, "take", "message");
	put_state(h, s, q);
	put_button(h, MESSAGE_SIGN_DOWNLOAD);
	html_close(h, "form");
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_COMMAND);
	html_element(h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }),
	    S("ssh-keygen -Y sign -f KEY -n comity-act-v1 act\n"));
	form_open(h, s, "bring-signature", "act");
	put_state(h, s, q);
	put_field(h, "send", S("1"));
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
	put_button(h, is_last(q) ? MESSAGE_SIGN_ADD_SEND : MESSAGE_SIGN_ADD);
	html_close(h, "form");
}

static void put_ways(struct html *h, const struct site *s, const struct sign_query *q)
{
	if (q->outcome != NULL && q->outcome->fault.id == FAULT_NONE && !q->outcome->is_busy)
		return;
	html_open(h, "section", ATTRS({ "id", S("ways") }));
	if (q->signed_count == q->lines_count) {
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_COMPLETE);
		form_open(h, s, "send", "act");
		put_state(h, s, q);
		put_field(h, "send", S("1"));
		put_button(h, MESSAGE_SIGN_SEND);
		html_close(h, "form");
	} else {
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_NEXT);
		put_passkey(h, s, q);
		put_by_hand(h, s, q);
	}
	html_close(h, "section");
}

static void put_text_field(struct html *h, const char *name, enum message label, struct str value)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", str_c(name) }), label);
	html_void(h, "input", ATTRS({ "id", str_c(name) }, { "name", str_c(name) }, { "value", value },
	    { "autocomplete", S("off") }, { "spellcheck", S("false") }));
	html_close(h, "p");
}

/* The act made anew: from other members, or for other signers. */
static void put_change(struct html *h, const struct site *s, const struct sign_query *q)
{
	if (q->signed_count > 0 || q->outcome != NULL || q->kind.n == 0)
		return;
	html_open(h, "details", ATTRS({ "class", S("why") }, { "id", S("change") },
	    { "open", q->act == NULL ? S("") : STR_NONE }));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_SIGN_CHANGE);
	form_open(h, s, "compose", "act");
	put_field(h, "kind", q->kind);
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("content") }), MESSAGE_SIGN_MEMBERS);
	html_element(h, "textarea",
	    ATTRS({ "id", S("content") }, { "name", S("content") }, { "rows", S("10") },
	        { "spellcheck", S("false") }), q->content);
	html_close(h, "p");
	put_text_field(h, "by", MESSAGE_SIGN_BY, q->by);
	put_text_field(h, "with", MESSAGE_SIGN_WITH, q->with);
	put_button(h, MESSAGE_SIGN_COMPOSE);
	html_close(h, "form");
	html_close(h, "details");
}

static void put_bring(struct html *h, const struct site *s)
{
	html_open(h, "section", ATTRS({ "id", S("bring") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_BRING);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_BRING_WHAT);
	form_open(h, s, "bring-act", "act");
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("act-file") }), MESSAGE_SIGN_FILE);
	html_void(h, "input", ATTRS({ "type", S("file") }, { "id", S("act-file") }, { "name", S("act") }));
	html_close(h, "p");
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("act-text") }), MESSAGE_SIGN_TEXT);
	html_element(h, "textarea", ATTRS({ "id", S("act-text") }, { "name", S("text") }, { "rows", S("4") },
	    { "spellcheck", S("false") }), S(""));
	html_close(h, "p");
	put_button(h, MESSAGE_SIGN_SHOW);
	html_close(h, "form");
	html_close(h, "section");
}

static void put_act(struct html *h, const struct site *s, const struct sign_query *q)
{
	html_open(h, "section", ATTRS({ "id", S("what") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_WORDS);
	if (q->act->kind != KIND__COUNT) {
		struct sentence said = sentence_of_act(s, q->act);
		html_element(h, "p", CLASS("lead"), sentence_text(s, &said));
	}
	put_facts(h, s, q->act);
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_SIGN_WHOLE);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_WHOLE_WHAT);
	html_element(h, "pre", ATTRS({ "id", S("message") }, { "tabindex", S("0") }, { "lang", S("zxx") }),
	    q->act->entry->act.message);
	html_close(h, "section");
	if (q->outcome == NULL)
		put_verdict(h, s, q);
	put_new_keys(h, s, q);
	put_signatures(h, s, q);
	put_ways(h, s, q);
}

/* The act goes along into the other language: by a form, as all of it does. */
static void put_foot(struct html *h, const struct site *s, const struct sign_query *q)
{
	page_signing_foot(h, s);
	html_open(h, "form", ATTRS({ "method", S("post") }, { "class", S("languages") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGE_LANGUAGES, 1) },
	    { "action", here(s, s->lang, "act") }, { "enctype", S("multipart/form-data") }));
	put_state(h, s, q);
	put_field(h, "kind", q->kind);
	put_field(h, "content", q->content);
	put_field(h, "by", q->by);
	put_field(h, "with", q->with);
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++) {
		if (i == s->lang)
			continue;
		html_element(h, "button", ATTRS({ "type", S("submit") }, { "lang", view_lang_tag(i) },
		    { "formaction", here(s, i, "act") }), lang_own_name(view_lang_tag(i)));
	}
	html_close(h, "form");
	if (s->reading.n > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, there(s, url_of(s, STR_NONE, STR_NONE)),
		    message_text(s->lang, MESSAGE_SIGN_BACK, 1));
		html_close(h, "p");
	}
	page_signing_end(h);
}

enum view_status sign_page(struct buf *out, const struct site *s, const struct sign_query *q)
{
	struct html h;
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_SIGN_TITLE),
	    .nav = NAV__COUNT, .is_signing = true, .script = S("sign.js") });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_SIGN_LEAD);
	if (q->problem != MESSAGE__COUNT) {
		html_open(&h, "p",
		    ATTRS({ "class", S("problem") }, { "role", S("alert") }, { "id", S("problem") }));
		html_say(&h, q->problem, PARTS(part_code(q->detail)));
		html_close(&h, "p");
	}
	put_outcome(&h, s, q);
	if (q->act != NULL)
		put_act(&h, s, q);
	put_change(&h, s, q);
	if (q->act == NULL || q->outcome != NULL)
		put_bring(&h, s);
	put_foot(&h, s, q);
	return q->problem != MESSAGE__COUNT ? VIEW_BAD : VIEW_OK;
}
