/* The journal of one day of a meeting, drafted from the acts of that day. */
#include "base/arena.h"
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/evidence_pieces.h"
#include "view/model/journal.h"

static void put_days(struct html *h, const struct site *s, const struct journal *m)
{
	html_open(h, "nav", ATTRS({ "class", S("views") },
	    { "aria-label", message_text(s->lang, MESSAGE_JOURNAL_DAYS, 1) }));
	html_open(h, "ul", ATTRS_NONE);
	for (uint32_t i = 0; i < m->days.count; i++) {
		struct buf href;
		struct date day = m->days.at[i].day;
		buf_init(&href, s->scratch, 512);
		buf_put(&href, url_of_meeting(s, m->meeting->code, S("journal")));
		buf_put(&href, S("?day="));
		date_put(&href, day);
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "a", ATTRS({ "href", buf_str(&href) },
		    { "aria-current", date_eq(day, m->day) ? S("page") : STR_NONE }));
		html_date(h, day, false);
		html_close(h, "a");
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "nav");
}

static void put_facts(struct html *h, const struct site *s, const struct journal *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_JOURNAL_DAY);
	html_date(h, m->day, false);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_CONDUCT_VIEW_MEETING);
	html_link_words(h, url_of(s, S("meetings"), m->meeting->code), m->meeting->title);
	page_fact_close(h);
	if (m->chair.n > 0) {
		page_fact_open(h, MESSAGE_CONDUCT_CHAIR);
		html_link_words(h, url_of(s, S("parties"), m->chair), m->chair_name);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
	if (m->symbol.n > 0)
		html_element(h, "code", ATTRS_NONE, m->symbol);
	else
		html_message(h, MESSAGE_JOURNAL_DRAFT);
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_acts(struct html *h, const struct site *s, const struct journal *m)
{
	section_open(h, MESSAGE_CONDUCT_STEPS);
	if (m->acts.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_JOURNAL_NOTHING);
	else
		acts_render(h, s, &m->acts);
	html_close(h, "section");
}

static void put_speakers(struct html *h, const struct site *s, const struct journal *m)
{
	const struct conduct_full of = { .statements = m->statements };
	if (m->speakers.count > 0) {
		section_open(h, MESSAGE_CONDUCT_SPOKE);
		html_open(h, "ol", ATTRS_NONE);
		for (uint32_t i = 0; i < m->speakers.count; i++) {
			html_open(h, "li", ATTRS_NONE);
			html_words(h, m->speakers.at[i].party_name);
			html_text(h, S(" · "));
			html_words(h, m->speakers.at[i].state_name);
			html_close(h, "li");
		}
		html_close(h, "ol");
		html_close(h, "section");
	}
	conduct_statements_render(h, s, &of);
}

static void put_agenda(struct html *h, const struct site *s, const struct journal *m)
{
	struct agenda_row *rows = arena_array(s->scratch, struct agenda_row, m->agenda.count);
	for (uint32_t i = 0; i < m->agenda.count; i++) {
		const struct journal_item *item = &m->agenda.at[i];
		rows[i] = (struct agenda_row){ item->id, item->number, item->title, item->papers,
			item->is_adopted, false };
	}
	const struct conduct_full of = { .agenda = { m->agenda.count, rows } };
	conduct_agenda_render(h, s, &of);
}

static void put_counts(struct html *h, const struct site *s, const struct journal *m)
{
	if (m->counts.count == 0)
		return;
	section_open(h, MESSAGE_JOURNAL_COUNTS);
	for (uint32_t i = 0; i < m->counts.count; i++) {
		const struct journal_count *count = &m->counts.at[i];
		html_open(h, "p", ATTRS_NONE);
		html_count(h, MESSAGE_JOURNAL_COUNTED, count->delegations);
		html_text(h, S(" "));
		html_open(h, "span", CLASS("more"));
		html_time(h, count->at);
		html_text(h, S(" · "));
		act_link_render(h, s, count->entry);
		html_close(h, "span");
		html_close(h, "p");
		html_open(h, "p", CLASS("more"));
		for (uint32_t k = 0; k < count->present.count; k++) {
			html_text(h, k > 0 ? S(", ") : STR_NONE);
			html_words(h, count->present.at[k].party_name);
		}
		html_close(h, "p");
	}
	html_close(h, "section");
}

static void put_notes(struct html *h, const struct journal *m)
{
	if (m->notes.count == 0)
		return;
	section_open(h, MESSAGE_JOURNAL_NOTES);
	for (uint32_t i = 0; i < m->notes.count; i++)
		page_text(h, m->notes.at[i].lang, m->notes.at[i].text);
	html_close(h, "section");
}

enum view_status journal_page(struct buf *out, const struct site *s,
    const struct journal_query *q)
{
	struct journal m;
	struct html h;
	struct buf title;
	if (!journal_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &journal_model, &m, VIEW_OK);
	buf_init(&title, s->scratch, 4 * NAME_BYTES_MAX);
	message_put(&title, s->lang, MESSAGE_JOURNAL_TITLE, PARTS(part_words(m.meeting->title)));
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), buf_str(&title) },
	    .nav = NAV_MEETINGS });
	put_days(&h, s, &m);
	put_facts(&h, s, &m);
	put_agenda(&h, s, &m);
	put_counts(&h, s, &m);
	put_acts(&h, s, &m);
	if (m.decisions.count > 0) {
		section_open(&h, MESSAGE_JOURNAL_DECISIONS);
		decisions_render(&h, s, &m.decisions);
		html_close(&h, "section");
	}
	put_speakers(&h, s, &m);
	put_notes(&h, &m);
	page_end(&h, s);
	return VIEW_OK;
}
