/* The coordinator's desk: who acts for the party, and the acts by which that changes, each with its rule. */
#include "base/arena.h"
#include "view/actors.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/filter.h"
#include "view/model/coordinator.h"
#include "view/silence_pieces.h"

static struct str signing_url(const struct site *s, const char *what, struct str party)
{
	struct buf b;
	buf_init(&b, s->scratch, 512);
	buf_put(&b, s->signing);
	buf_byte(&b, '/');
	buf_put(&b, site_lang(s));
	buf_put(&b, str_c(what));
	buf_percent(&b, party);
	buf_put(&b, S("/delegate-"));
	return buf_str(&b);
}

static void put_accredit(struct html *h, const struct site *s, const struct coordinator *m)
{
	html_open(h, "section", ATTRS({ "id", S("accredit") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_COORDINATOR_ACCREDIT);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_COORDINATOR_ACCREDIT_RULE);
	if (s->signing.n > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, signing_url(s, "/invite?delegate=", m->party),
		    message_text(s->lang, MESSAGE_COORDINATOR_INVITE, 1));
		html_text(h, S(" · "));
		html_link(h, signing_url(s, "/key?delegate=", m->party),
		    message_text(s->lang, MESSAGE_COORDINATOR_KEY, 1));
		html_close(h, "p");
	}
	html_close(h, "section");
}

static void put_input(
    struct html *h, const char *name, const char *type, enum message label, struct str value)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", str_c(name) }), label);
	html_void(h, "input", ATTRS({ "type", str_c(type) }, { "id", str_c(name) }, { "name", str_c(name) },
	    { "value", value }));
	html_close(h, "p");
}

static void put_option(struct html *h, struct str value, struct str words, struct str chosen)
{
	html_element(h, "option", ATTRS({ "value", value },
	    { "selected", str_eq(value, chosen) ? S("") : STR_NONE }), words);
}

static void put_choices(struct html *h, const struct site *s, const struct coordinator *m,
    const struct coordinator_query *q)
{
	static const struct {
		struct str op;
		enum message label;
	} ops[] = { { S("extend"), MESSAGE_COORDINATOR_OP_EXTEND },
		{ S("limit"), MESSAGE_COORDINATOR_OP_LIMIT },
		{ S("dismiss"), MESSAGE_COORDINATOR_OP_DISMISS } };
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("delegate") }), MESSAGE_PARTY_DELEGATE);
	html_open(h, "select", ATTRS({ "id", S("delegate") }, { "name", S("delegate") }));
	for (uint32_t i = 0; i < m->delegates.count; i++)
		put_option(h, m->delegates.at[i], m->delegates.at[i], q->delegate);
	html_close(h, "select");
	html_close(h, "p");
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("op") }), MESSAGE_COORDINATOR_OP);
	html_open(h, "select", ATTRS({ "id", S("op") }, { "name", S("op") }));
	for (size_t i = 0; i < CM_COUNT(ops); i++)
		put_option(h, ops[i].op, message_text(s->lang, ops[i].label, 1), q->op);
	html_close(h, "select");
	html_close(h, "p");
}

static void put_stage(struct html *h, const struct site *s, const struct coordinator *m,
    const struct coordinator_query *q)
{
	html_open(h, "section", ATTRS({ "id", S("change") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_COORDINATOR_CHANGE);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_COORDINATOR_CHANGE_RULE);
	if (m->problem.n > 0) {
		html_open(h, "p", ATTRS({ "class", S("problem") }, { "role", S("alert") }));
		html_say(h, MESSAGE_COORDINATOR_PROBLEM, PARTS(part_code(m->problem)));
		html_close(h, "p");
	}
	if (m->delegates.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_COORDINATOR_NO_DELEGATES);
		html_close(h, "section");
		return;
	}
	html_open(h, "form", ATTRS({ "method", S("get") }, { "id", S("stage") }, { "class", S("sheet") }));
	put_choices(h, s, m, q);
	put_input(h, "until", "date", MESSAGE_COORDINATOR_UNTIL, q->until);
	put_input(h, "powers", "text", MESSAGE_COORDINATOR_POWERS, q->powers);
	put_input(h, "since", "date", MESSAGE_COORDINATOR_SINCE, q->since);
	put_input(h, "ground", "text", MESSAGE_COORDINATOR_GROUND, q->ground);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_COORDINATOR_STAGE);
	html_close(h, "p");
	html_close(h, "form");
	if (m->staged.count > 0) {
		html_open(h, "div", ATTRS({ "id", S("staged") }));
		silence_next_render(h, s, &m->staged);
		html_close(h, "div");
	}
	html_close(h, "section");
}

static void put_keys(struct html *h, const struct site *s, const struct coordinator *m)
{
	html_open(h, "section", ATTRS({ "id", S("keys") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_COORDINATOR_KEYS);
	if (m->recovery != INTEGER_ABSENT) {
		html_open(h, "p", CLASS("problem"));
		html_say(h, m->is_contested ? MESSAGE_COORDINATOR_CONTESTED : MESSAGE_COORDINATOR_RECOVERY,
		    PARTS(part_link(url_of_entry(s, (uint64_t)m->recovery),
		              (struct lang_text){ STR_NONE, number_text(s, (uint64_t)m->recovery) }),
		        part_moment(m->ripens)));
		html_close(h, "p");
	}
	silence_next_render(h, s, &m->keys);
	html_close(h, "section");
}

static void put_recent(struct html *h, const struct site *s, const struct coordinator *m)
{
	html_open(h, "section", ATTRS({ "id", S("recent") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_COORDINATOR_RECENT);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_COORDINATOR_RECENT_RULE);
	if (m->recent.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_COORDINATOR_NONE_RECENT);
	for (uint32_t i = 0; i < m->recent.count; i++) {
		const struct coordinator_act *one = &m->recent.at[i];
		acts_render(h, s, &(struct act_item_list){ 1, one->act });
		html_open(h, "p", ATTRS_NONE);
		html_say(h, MESSAGE_COORDINATOR_WINDOW, PARTS(part_moment(one->until)));
		html_close(h, "p");
		silence_next_render(h, s, &one->next);
	}
	html_close(h, "section");
}

enum view_status coordinator_page(struct buf *out, const struct site *s, const struct coordinator_query *q)
{
	struct coordinator m;
	struct html h;
	struct buf title;
	if (!coordinator_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	enum view_status status = m.problem.n > 0 ? VIEW_BAD : VIEW_OK;
	if (s->format == VIEW_JSON)
		return api_put(out, s, &coordinator_model, &m, status);
	buf_init(&title, s->scratch, 2 * NAME_BYTES_MAX);
	message_put(&title, s->lang, MESSAGE_COORDINATOR_TITLE, PARTS(part_words(m.party_name)));
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), buf_str(&title) },
	    .nav = NAV_PARTIES });
	html_open(&h, "p", CLASS("lead"));
	html_message(&h, MESSAGE_COORDINATOR_LEAD);
	html_text(&h, S(" "));
	html_link(&h, url_of(s, S("parties"), m.party), message_text(s->lang, MESSAGE_DESK_PARTY, 1));
	html_close(&h, "p");
	actors_render(&h, s, &m.actors, m.actors_total);
	put_accredit(&h, s, &m);
	put_stage(&h, s, &m, q);
	put_recent(&h, s, &m);
	put_keys(&h, s, &m);
	page_end(&h, s);
	return status;
}
