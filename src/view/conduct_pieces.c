#include "view/conduct_pieces.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/silence_pieces.h"

static void put_party(struct html *h, const struct site *s, struct str code, struct lang_text name)
{
	html_link_words(h, url_of(s, S("parties"), code), name);
}

static const struct agenda_row *item_find(const struct conduct_full *m, struct str id)
{
	for (uint32_t i = 0; id.n > 0 && i < m->agenda.count; i++) {
		if (str_eq(m->agenda.at[i].id, id))
			return &m->agenda.at[i];
	}
	return NULL;
}

static void put_item(struct html *h, const struct agenda_row *row)
{
	if (row->number.n > 0) {
		html_text(h, row->number);
		html_text(h, S(". "));
	}
	html_words(h, row->title);
}

void conduct_item_render(struct html *h, const struct conduct_full *m, struct str id)
{
	const struct agenda_row *row = item_find(m, id);
	if (row != NULL)
		put_item(h, row);
	else
		html_text(h, id);
}

void conduct_state_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_CONDUCT_STATE);
	html_open(h, "b", ATTRS_NONE);
	html_words(h, m->state_name);
	html_close(h, "b");
	page_fact_close(h);
	page_fact_open(h, MESSAGE_CONDUCT_OPENS);
	html_time(h, m->opens);
	page_fact_close(h);
	if (m->chair.n > 0) {
		page_fact_open(h, MESSAGE_CONDUCT_CHAIR);
		put_party(h, s, m->chair, m->chair_name);
		if (m->is_acting) {
			html_text(h, S(" "));
			html_message_element(h, "em", CLASS("tag"), MESSAGE_CONDUCT_ACTING);
		}
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_CONDUCT_PRESENT);
	html_say(h, MESSAGE_CONDUCT_PRESENT_OF, PARTS(part_number(m->present), part_number(m->members)));
	if (m->has_quorum_rule) {
		html_text(h, S(" · "));
		html_message(h, m->has_quorum ? MESSAGE_CONDUCT_QUORUM : MESSAGE_CONDUCT_NO_QUORUM);
	}
	if (m->is_quorum_asked) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_CONDUCT_QUORUM_ASKED);
	}
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_names(struct html *h, const struct objection_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		html_text(h, i == 0 ? S(" ") : S(", "));
		html_words(h, list->at[i].party_name);
	}
}

void conduct_alert_render(struct html *h, const struct conduct_full *m)
{
	/* Objections stop a gavel, not a vote. */
	if (m->put == NULL || str_eq(m->put->state, decision_state_name(DECISION_VOTE)))
		return;
	if (m->put->objections > 0) {
		html_open(h, "p", ATTRS({ "class", S("alert") }, { "role", S("alert") }));
		html_open(h, "b", ATTRS_NONE);
		html_count(h, MESSAGE_CONDUCT_OBJECTED, m->put->objections);
		html_close(h, "b");
		html_text(h, S(" "));
		html_message(h, MESSAGE_CONDUCT_OBJECTORS);
		put_names(h, &m->objections);
		html_close(h, "p");
	} else {
		html_open(h, "p", ATTRS({ "class", S("clear") }, { "role", S("status") }));
		html_message(h, MESSAGE_CONDUCT_NO_OBJECTION);
		html_close(h, "p");
	}
}

void conduct_put_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	const struct decision_item *put = m->put;
	if (put == NULL) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NOTHING_PUT);
		return;
	}
	html_open(h, "p", CLASS("put"));
	html_link_words(h, url_of(s, S("decisions"), put->code), put->title);
	html_open(h, "span", CLASS("more"));
	html_words(h, put->state_name);
	if (put->window_over.ms != MOMENT_ABSENT.ms) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_CONDUCT_WINDOW, PARTS(part_moment(put->window_over)));
	}
	html_close(h, "span");
	html_close(h, "p");
	html_open(h, "p", CLASS("more"));
	html_message(h, MESSAGE_SILENCE_HASH);
	html_text(h, S(" "));
	html_element(h, "code", CLASS("long"), hash_text(s, &put->hash));
	html_close(h, "p");
}

static void put_limit(struct html *h, const struct speaker_row *row)
{
	if (row->limit_s == INTEGER_ABSENT)
		return;
	html_text(h, S(" · "));
	html_say(h, MESSAGE_CONDUCT_LIMIT, PARTS(part_number(row->limit_s)));
	if (row->ended.ms != MOMENT_ABSENT.ms &&
	    row->ended.ms - row->called.ms > row->limit_s * 1000) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_CONDUCT_OVERRUN,
		    PARTS(part_number((row->ended.ms - row->called.ms) / 1000 - row->limit_s)));
	}
}

static void put_speaker(struct html *h, const struct site *s, const struct conduct_full *m,
    const struct speaker_row *row)
{
	html_open(h, "b", ATTRS_NONE);
	put_party(h, s, row->party, row->party_name);
	html_close(h, "b");
	if (row->is_reply) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_CONDUCT_REPLY);
	}
	html_open(h, "span", CLASS("more"));
	html_words(h, row->state_name);
	html_text(h, S(" · "));
	html_time(h, row->called.ms != MOMENT_ABSENT.ms ? row->called : row->asked);
	put_limit(h, row);
	if (row->item.n > 0) {
		html_text(h, S(" · "));
		conduct_item_render(h, m, row->item);
	}
	html_text(h, S(" · "));
	act_link_render(h, s, row->entry);
	html_close(h, "span");
}

static void put_speakers(struct html *h, const struct site *s, const struct conduct_full *m,
    const struct speaker_row_list *list)
{
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		html_open(h, "li", ATTRS_NONE);
		put_speaker(h, s, m, &list->at[i]);
		html_close(h, "li");
	}
	html_close(h, "ol");
}

void conduct_floor_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	section_open(h, MESSAGE_CONDUCT_FLOOR);
	if (m->speaking != NULL) {
		html_open(h, "p", ATTRS_NONE);
		put_speaker(h, s, m, m->speaking);
		html_close(h, "p");
	} else {
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_SPEAKER);
	}
	if (m->waiting.count + m->replies.count > 0)
		html_message_element(h, "h3", ATTRS_NONE, MESSAGE_CONDUCT_WAITING);
	if (m->waiting.count > 0)
		put_speakers(h, s, m, &m->waiting);
	if (m->replies.count > 0)
		put_speakers(h, s, m, &m->replies);
	html_close(h, "section");
}

void conduct_symbol_render(struct html *h, const struct site *s, struct str symbol)
{
	const struct document *d = document_find(s->forum, symbol);
	if (d == NULL) {
		html_element(h, "code", ATTRS_NONE, symbol);
		return;
	}
	struct buf code;
	buf_init(&code, s->scratch, 24);
	buf_dec(&code, (int64_t)d->entry);
	html_open(h, "a", ATTRS({ "href", url_of(s, S("documents"), buf_str(&code)) }));
	html_element(h, "code", ATTRS_NONE, symbol);
	html_close(h, "a");
}

void conduct_agenda_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	section_open(h, MESSAGE_CONDUCT_AGENDA);
	if (m->agenda.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_AGENDA);
	else
		html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->agenda.count; i++) {
		const struct agenda_row *row = &m->agenda.at[i];
		bool is_now = str_eq(row->id, m->item);
		html_open(h, "li", is_now ? ATTRS({ "aria-current", S("step") }) : ATTRS_NONE);
		html_open(h, is_now ? "b" : "span", ATTRS_NONE);
		put_item(h, row);
		html_close(h, is_now ? "b" : "span");
		if (!row->is_adopted)
			html_message_element(h, "em", CLASS("tag"), MESSAGE_CONDUCT_PROPOSED);
		if (row->is_list_closed)
			html_message_element(h, "em", CLASS("tag"), MESSAGE_CONDUCT_LIST_CLOSED);
		if (row->papers.count > 0)
			html_open(h, "span", CLASS("more"));
		for (uint32_t k = 0; k < row->papers.count; k++) {
			html_text(h, k > 0 ? S(", ") : STR_NONE);
			conduct_symbol_render(h, s, row->papers.at[k]);
		}
		if (row->papers.count > 0)
			html_close(h, "span");
		html_close(h, "li");
	}
	if (m->agenda.count > 0)
		html_close(h, "ul");
	html_close(h, "section");
}

void conduct_points_render(struct html *h, const struct site *s, const struct point_row_list *list)
{
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct point_row *p = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, p->kind_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		put_party(h, s, p->party, p->party_name);
		html_text(h, S(" · "));
		html_words(h, p->state_name);
		html_text(h, S(" · "));
		html_time(h, p->at);
		html_text(h, S(" · "));
		act_link_render(h, s, p->entry);
		if (p->decision.n > 0) {
			html_text(h, S(" · "));
			html_link(h, url_of(s, S("decisions"), p->decision), p->decision);
		}
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_delegation(struct html *h, const struct site *s, const struct delegation_row *row)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	put_party(h, s, row->party, row->party_name);
	html_close(h, "th");
	html_message_element(h, "td", ATTRS_NONE,
	    row->is_present ? MESSAGE_CONDUCT_IS_PRESENT : MESSAGE_CONDUCT_IS_ABSENT);
	html_open(h, "td", ATTRS_NONE);
	if (row->members > 0)
		html_count(h, MESSAGE_CONDUCT_MEMBERS, row->members);
	for (uint32_t i = 0; i < row->handles.count; i++) {
		html_text(h, i == 0 ? S(": ") : S(", "));
		html_element(h, "code", ATTRS_NONE, row->handles.at[i]);
	}
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	html_words(h, row->credentials_name);
	html_text(h, S(" · "));
	act_link_render(h, s, row->entry);
	html_close(h, "td");
	html_close(h, "tr");
}

void conduct_delegations_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	section_open(h, MESSAGE_CONDUCT_DELEGATIONS);
	if (m->delegations.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_DELEGATIONS);
		html_close(h, "section");
		return;
	}
	scroll_open(h, message_text(s->lang, MESSAGE_CONDUCT_DELEGATIONS, 1));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_CONDUCT_COLUMN_PARTY);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_CONDUCT_COLUMN_PRESENT);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_CONDUCT_COLUMN_MEMBERS);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_CONDUCT_COLUMN_CREDENTIALS);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < m->delegations.count; i++)
		put_delegation(h, s, &m->delegations.at[i]);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	html_close(h, "section");
}

void conduct_statements_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	if (m->statements.count == 0)
		return;
	section_open(h, MESSAGE_CONDUCT_STATEMENTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->statements.count; i++) {
		const struct statement_row *row = &m->statements.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		put_party(h, s, row->party, row->party_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		html_message(h, row->is_spoken ? MESSAGE_CONDUCT_SPOKEN : MESSAGE_CONDUCT_WRITTEN);
		html_text(h, S(" · "));
		html_time(h, row->at);
		if (row->symbol.n > 0) {
			html_text(h, S(" · "));
			conduct_symbol_render(h, s, row->symbol);
		}
		html_text(h, S(" · "));
		act_link_render(h, s, row->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_points(struct html *h, const struct site *s, const struct conduct_full *m)
{
	if (m->points.count + m->ruled.count == 0)
		return;
	section_open(h, MESSAGE_CONDUCT_POINTS);
	if (m->points.count > 0)
		conduct_points_render(h, s, &m->points);
	if (m->ruled.count > 0) {
		html_message_element(h, "h3", ATTRS_NONE, MESSAGE_CONDUCT_RULED);
		conduct_points_render(h, s, &m->ruled);
	}
	html_close(h, "section");
}

static void put_steps(struct html *h, const struct site *s, const struct conduct_full *m)
{
	section_open(h, MESSAGE_CONDUCT_STEPS);
	html_open(h, "ol", CLASS("spans steps"));
	for (uint32_t i = 0; i < m->steps.count; i++) {
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, m->steps.at[i].state_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		html_time(h, m->steps.at[i].at);
		html_text(h, S(" · "));
		act_link_render(h, s, m->steps.at[i].entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ol");
	html_close(h, "section");
}

static void put_spoke(struct html *h, const struct site *s, const struct conduct_full *m)
{
	if (m->spoke.count == 0)
		return;
	section_open(h, MESSAGE_CONDUCT_SPOKE);
	put_speakers(h, s, m, &m->spoke);
	html_close(h, "section");
}

void conduct_choice_render(struct html *h, const struct site *s, struct str meeting)
{
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of_meeting(s, meeting, S("seat")) }));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("party") }), MESSAGE_SEAT_CHOOSE);
	html_open(h, "select", ATTRS({ "id", S("party") }, { "name", S("party") }));
	for (uint32_t i = 0; i < party_count(s->forum); i++) {
		struct str code = party_at(s->forum, i)->code;
		if (!party_may(s->forum, code, RIGHT_ATTEND))
			continue;
		struct lang_text name = words_of_party(s, code, FORUM_TODAY);
		html_element(h, "option", ATTRS({ "value", code }, { "lang", name.lang }), name.text);
	}
	html_close(h, "select");
	html_close(h, "p");
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_DAY_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

static bool is_for_delegations(const struct next_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct str role = list->at[i].role;
		if (str_eq(role, S("delegate")) || str_eq(role, S("coordinator")))
			return true;
	}
	return false;
}

void conduct_next_render(struct html *h, const struct site *s, const struct conduct_full *m,
    enum message heading)
{
	section_open(h, heading);
	if (m->next.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_NEXT);
	else
		silence_next_render(h, s, &m->next);
	if (is_for_delegations(&m->next)) {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_CNEXT_CHOOSE);
		conduct_choice_render(h, s, m->meeting->code);
	}
	html_close(h, "section");
}

void conduct_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	section_open(h, MESSAGE_CONDUCT_TITLE);
	conduct_state_render(h, s, m);
	conduct_alert_render(h, m);
	conduct_links_render(h, s, m);
	html_close(h, "section");
	conduct_agenda_render(h, s, m);
	conduct_floor_render(h, s, m);
	put_points(h, s, m);
	if (m->decisions.count > 0) {
		section_open(h, MESSAGE_CONDUCT_DECISIONS);
		decisions_render(h, s, &m->decisions);
		html_close(h, "section");
	}
	conduct_delegations_render(h, s, m);
	put_spoke(h, s, m);
	conduct_statements_render(h, s, m);
	put_steps(h, s, m);
	conduct_next_render(h, s, m, MESSAGE_SILENCE_NEXT);
}

struct str url_of_meeting(const struct site *s, struct str meeting, struct str page)
{
	struct buf b;
	buf_init(&b, s->scratch, 256);
	buf_put(&b, url_of(s, S("meetings"), meeting));
	if (page.n > 0)
		buf_byte(&b, '/');
	buf_put(&b, page);
	return buf_str(&b);
}

static void put_link(struct html *h, struct str href, struct str text)
{
	html_open(h, "li", ATTRS_NONE);
	html_link(h, href, text);
	html_close(h, "li");
}

void conduct_links_render(struct html *h, const struct site *s, const struct conduct_full *m)
{
	struct str code = m->meeting->code;
	html_open(h, "nav", ATTRS({ "class", S("views") },
	    { "aria-label", message_text(s->lang, MESSAGE_CONDUCT_VIEWS, 1) }));
	html_open(h, "ul", ATTRS_NONE);
	put_link(h, url_of_meeting(s, code, STR_NONE),
	    message_text(s->lang, MESSAGE_CONDUCT_VIEW_MEETING, 1));
	put_link(h, url_of_meeting(s, code, S("chair")),
	    message_text(s->lang, MESSAGE_CONDUCT_VIEW_CHAIR, 1));
	put_link(h, url_of_meeting(s, code, S("room")),
	    message_text(s->lang, MESSAGE_CONDUCT_VIEW_ROOM, 1));
	put_link(h, url_of_meeting(s, code, S("seat")),
	    message_text(s->lang, MESSAGE_CONDUCT_VIEW_SEAT, 1));
	put_link(h, url_of_meeting(s, code, S("journal")),
	    message_text(s->lang, MESSAGE_CONDUCT_VIEW_JOURNAL, 1));
	html_close(h, "ul");
	html_close(h, "nav");
}
