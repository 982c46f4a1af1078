#include "view/sign.h"

#include "base/arena.h"
#include "proof/sshsig.h"
#include "view/api.h"
#include "view/page.h"
#include "view/sentence.h"

#define SIGNATURES_BYTES_MAX (SIGNATURES_MAX * (SSHSIG_BYTES_MAX * 2 + HANDLE_BYTES_MAX))

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

/* An address of the forum's pages. */
static struct str there(const struct site *s, struct str url)
{
	struct buf b;
	buf_init(&b, s->scratch, 1024);
	buf_put(&b, s->reading);
	buf_put(&b, url);
	return buf_str(&b);
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
		sign_field_put(h, "line", q->act->entry->act.json.line);
	sign_field_put(h, "signatures", signatures_text(s, q));
	sign_field_put(h, "token", q->token);
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
			if (!keys.at[k].is_introduced)
				continue;
			if (!is_begun) {
				html_open(h, "section", ATTRS({ "id", S("new-keys") }));
				html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_NEW_KEYS);
				html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_NEW_KEYS_WHAT);
				html_open(h, "dl", CLASS("facts"));
				is_begun = true;
			}
			html_open(h, "div", ATTRS_NONE);
			html_element(h, "dt", ATTRS_NONE, q->lines[i].handle);
			html_open(h, "dd", ATTRS_NONE);
			sign_key_put(h, s, keys.at[k].blob);
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
		sign_form_open(h, "save", sign_here(s, s->lang, "submission"));
		put_state(h, s, q);
		if (q->signed_count < q->lines_count)
			html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_SAVE_WHAT);
		sign_button_put(h, MESSAGE_SIGN_SAVE);
		html_close(h, "form");
	}
	html_close(h, "section");
}

static bool is_last(const struct sign_query *q)
{
	return q->signed_count + 1 == q->lines_count;
}

static void put_act_state(struct html *h, const struct site *s, const void *q)
{
	put_state(h, s, q);
}

static void put_next(struct html *h, const struct site *s, const struct sign_query *q)
{
	const struct sign_ask ask = { .use = SSHSIG_ACT, .action = sign_here(s, s->lang, "act"),
		.taking = sign_here(s, s->lang, "message"), .file = "act",
		.by_passkey = is_last(q) ? MESSAGE_SIGN_PASSKEY_SEND : MESSAGE_SIGN_PASSKEY_ADD,
		.by_hand = is_last(q) ? MESSAGE_SIGN_ADD_SEND : MESSAGE_SIGN_ADD,
		.ways_count = q->ways_count, .ways = q->ways, .put_state = put_act_state, .state = q };
	sign_ask_render(h, s, &ask);
}

static void put_ways(struct html *h, const struct site *s, const struct sign_query *q)
{
	if (q->outcome != NULL && q->outcome->fault.id == FAULT_NONE && !q->outcome->is_busy)
		return;
	html_open(h, "section", ATTRS({ "id", S("ways") }));
	if (q->signed_count == q->lines_count) {
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_COMPLETE);
		sign_form_open(h, "send", sign_here(s, s->lang, "act"));
		put_state(h, s, q);
		sign_field_put(h, "send", S("1"));
		sign_button_put(h, MESSAGE_SIGN_SEND);
		html_close(h, "form");
	} else {
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_NEXT);
		put_next(h, s, q);
	}
	html_close(h, "section");
}

/* The act made anew: from other members, or for other signers. */
static void put_change(struct html *h, const struct site *s, const struct sign_query *q)
{
	if (q->signed_count > 0 || q->outcome != NULL || q->kind.n == 0)
		return;
	html_open(h, "details", ATTRS({ "class", S("why") }, { "id", S("change") },
	    { "open", q->act == NULL ? S("") : STR_NONE }));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_SIGN_CHANGE);
	sign_form_open(h, "compose", sign_here(s, s->lang, "act"));
	sign_field_put(h, "kind", q->kind);
	sign_field_put(h, "token", q->token);
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("content") }), MESSAGE_SIGN_MEMBERS);
	html_element(h, "textarea",
	    ATTRS({ "id", S("content") }, { "name", S("content") }, { "rows", S("10") },
	        { "spellcheck", S("false") }), q->content);
	html_close(h, "p");
	sign_text_put(h, "by", MESSAGE_SIGN_BY, q->by);
	sign_text_put(h, "with", MESSAGE_SIGN_WITH, q->with);
	sign_button_put(h, MESSAGE_SIGN_COMPOSE);
	html_close(h, "form");
	html_close(h, "details");
}

static void put_bring(struct html *h, const struct site *s)
{
	html_open(h, "section", ATTRS({ "id", S("bring") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SIGN_BRING);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SIGN_BRING_WHAT);
	sign_form_open(h, "bring-act", sign_here(s, s->lang, "act"));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("act-file") }), MESSAGE_SIGN_FILE);
	html_void(h, "input", ATTRS({ "type", S("file") }, { "id", S("act-file") }, { "name", S("act") }));
	html_close(h, "p");
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("act-text") }), MESSAGE_SIGN_TEXT);
	html_element(h, "textarea", ATTRS({ "id", S("act-text") }, { "name", S("text") }, { "rows", S("4") },
	    { "spellcheck", S("false") }), S(""));
	html_close(h, "p");
	sign_button_put(h, MESSAGE_SIGN_SHOW);
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
	    { "action", sign_here(s, s->lang, "act") }, { "enctype", S("multipart/form-data") }));
	put_state(h, s, q);
	sign_field_put(h, "kind", q->kind);
	sign_field_put(h, "content", q->content);
	sign_field_put(h, "by", q->by);
	sign_field_put(h, "with", q->with);
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++) {
		if (i == s->lang)
			continue;
		html_element(h, "button", ATTRS({ "type", S("submit") }, { "lang", view_lang_tag(i) },
		    { "formaction", sign_here(s, i, "act") }), lang_own_name(view_lang_tag(i)));
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
	if (q->notice != MESSAGE__COUNT)
		html_message_element(&h, "p",
		    ATTRS({ "class", S("lead") }, { "role", S("status") }, { "id", S("notice") }), q->notice);
	put_outcome(&h, s, q);
	if (q->act != NULL)
		put_act(&h, s, q);
	put_change(&h, s, q);
	if (q->act == NULL || q->outcome != NULL)
		put_bring(&h, s);
	put_foot(&h, s, q);
	return q->problem != MESSAGE__COUNT ? VIEW_BAD : VIEW_OK;
}
