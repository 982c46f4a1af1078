#include "view/model/returns.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/messages.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(return_item)
MODEL_DEFINE(value_item)
MODEL_DEFINE(supplement_item)
MODEL_DEFINE(return_full)
MODEL_DEFINE(returns)

struct lang_text words_of_how(const struct site *s, struct str how)
{
	return words_under(s, S("return-how."), how);
}

struct date form_last_day(const struct form *form, int64_t year, struct date event)
{
	moment due = form_due(form, year, event);
	if (due.ms == MOMENT_ABSENT.ms)
		return DATE_NONE;
	struct date last = date_of_days((int32_t)((due.ms - 1) / DAY_MS));
	last.minute = -1;
	return last;
}

struct code_item_list options_of(const struct site *s, const struct form_line *line)
{
	struct code_item *items = arena_array(s->scratch, struct code_item, line->options_count);
	for (uint32_t i = 0; i < line->options_count; i++)
		items[i] = (struct code_item){ line->options[i].code,
			words_of(s, &line->options[i].label), INTEGER_ABSENT };
	return (struct code_item_list){ line->options_count, items };
}

struct lang_text words_of_visibility(const struct site *s, const struct form_line *line)
{
	static const enum message says[FORM_VISIBILITY__COUNT] = { MESSAGE_FORM_SEEN_PUBLIC,
		MESSAGE_FORM_SEEN_MEMBERS, MESSAGE_FORM_SEEN_NAMED };
	struct buf names, out;
	buf_init(&names, s->scratch, RECIPIENTS_MAX * (NAME_BYTES_MAX + 2));
	for (uint32_t i = 0; i < line->parties.count; i++) {
		buf_put(&names, i > 0 ? S(", ") : STR_NONE);
		buf_put(&names, words_of_party(s, line->parties.at[i], FORUM_TODAY).text);
	}
	buf_init(&out, s->scratch, RECIPIENTS_MAX * (NAME_BYTES_MAX + 2) + 256);
	message_put(&out, s->lang, says[line->visibility], PARTS(part_text(buf_str(&names))));
	return (struct lang_text){ site_lang(s), buf_str(&out) };
}

static int64_t supplements_of(const struct forum *f, const struct filing *r)
{
	int64_t count = 0;
	if (r->how == FILING_SUPPLEMENT)
		return INTEGER_ABSENT;
	for (uint32_t i = filing_count(f); i > 0 && filing_at(f, i - 1)->entry > r->entry; i--) {
		const struct filing *other = filing_at(f, i - 1);
		count += other->how == FILING_SUPPLEMENT && other->of == r->entry;
	}
	return count;
}

struct return_item return_item_of(const struct site *s, const struct filing *r)
{
	const struct form *form = form_version(s->forum, r->form, r->version);
	return (struct return_item){ .entry = (int64_t)r->entry, .form = r->form,
		.title = words_of(s, &form->title), .version = r->version, .party = r->party,
		.party_name = words_of_party(s, r->party, (int32_t)(r->at.ms / DAY_MS)),
		.year = r->year, .event = r->event, .how = filing_how_name(r->how),
		.how_name = words_of_how(s, filing_how_name(r->how)), .is_late = r->is_late,
		.is_paper = r->is_paper,
		.of = r->of == UINT64_MAX ? INTEGER_ABSENT : (int64_t)r->of, .at = r->at,
		.supplements = supplements_of(s->forum, r) };
}

/* Of an event, the year of its day. */
static int64_t year_of(const struct filing *r)
{
	return date_known(r->event) ? r->event.year : r->year;
}

struct return_item_list returns_pick(const struct site *s, const struct returns_query *q,
    const uint32_t skip_max[2], uint32_t *total)
{
	struct return_item *items = arena_array(s->scratch, struct return_item, skip_max[1]);
	uint32_t seen = 0, n = 0;
	for (uint32_t i = filing_count(s->forum); i > 0; i--) {
		const struct filing *r = filing_at(s->forum, i - 1);
		bool fits = (q->form.n == 0 || str_eq(q->form, r->form)) &&
		    (q->party.n == 0 || str_eq(q->party, r->party)) &&
		    (q->year == INTEGER_ABSENT || q->year == year_of(r));
		if (fits && seen++ >= skip_max[0] && n < skip_max[1])
			items[n++] = return_item_of(s, r);
	}
	*total = seen;
	return (struct return_item_list){ n, items };
}

void returns_fill(struct returns *m, const struct site *s, const struct returns_query *q)
{
	uint32_t total;
	const uint32_t skip_max[2] = { (q->page - 1) * RETURNS_A_PAGE, RETURNS_A_PAGE };
	*m = (struct returns){ .form = q->form, .party = q->party, .year = q->year, .page = q->page };
	m->returns = returns_pick(s, q, skip_max, &total);
	m->total = total;
	m->pages = total == 0 ? 1 : (total + RETURNS_A_PAGE - 1) / RETURNS_A_PAGE;
}

/* The return that an entry is, or supplements. */
static const struct filing *return_find(const struct forum *f, struct str code)
{
	uint64_t entry;
	const struct filing *r = dec_decode(&entry, code) ? filing_of_entry(f, entry) : NULL;
	return r != NULL && r->how == FILING_SUPPLEMENT ? filing_of_entry(f, r->of) : r;
}

static bool is_supplement_of(const struct filing *r, const struct filing *first)
{
	return r->how == FILING_SUPPLEMENT && r->of == first->entry;
}

uint32_t return_entries(const struct forum *f, struct str code, uint64_t entries[RETURN_PAGE_ACTS_MAX])
{
	const struct filing *first = return_find(f, code);
	uint32_t n = 0;
	if (first == NULL)
		return 0;
	entries[n++] = first->entry;
	for (uint32_t i = 0; i < filing_count(f) && n < RETURN_ACTS_MAX; i++) {
		if (is_supplement_of(filing_at(f, i), first))
			entries[n++] = filing_at(f, i)->entry;
	}
	const struct inquiry_of of = { .form = first->form, .entry = first->entry };
	return n + inquiry_entries(f, &of, entries + n, INQUIRY_ACTS_MAX);
}

static const struct return_value_list *values_of_act(const struct return_query *q, uint64_t entry)
{
	for (uint32_t i = 0; i < q->acts_count; i++) {
		const struct act_view *act = &q->acts[i];
		if (act->index == entry && act->kind == KIND_RETURN_FILE)
			return &act->content->return_file.values;
		if (act->index == entry && act->kind == KIND_RETURN_SUPPLEMENT)
			return &act->content->return_supplement.values;
	}
	return NULL;
}

static struct lang_text words_of_answer(const struct site *s, const struct form_line *line,
    struct str text)
{
	if (line->kind == FORM_YES_NO)
		return words_under(s, S("form-answer."), text);
	for (uint32_t i = 0; line->kind == FORM_CHOICE && i < line->options_count; i++) {
		if (str_eq(line->options[i].code, text))
			return words_of(s, &line->options[i].label);
	}
	return (struct lang_text){ STR_NONE, STR_NONE };
}

static void answer_fill(struct value_item *out, const struct site *s, const struct form_line *line,
    const struct return_value *from)
{
	out->is_answered = true;
	out->text = from->text;
	out->words = words_of_answer(s, line, from->text);
	if (!from->content.is_present)
		return;
	struct content_item *content = arena_new(s->scratch, struct content_item);
	*content = (struct content_item){ from->content.sha256, from->content.len, from->content.type };
	out->content = content;
}

/* In the form's order; of a supplement only the fields that it has. */
static struct value_item_list values_fill(const struct site *s, const struct filing *r,
    const struct return_value_list *from)
{
	const struct form *form = form_version(s->forum, r->form, r->version);
	struct value_item *items = arena_array(s->scratch, struct value_item, form->lines_count);
	uint32_t n = 0;
	for (uint32_t i = 0; from != NULL && i < form->lines_count; i++) {
		const struct form_line *line = &form->lines[i];
		struct value_item *item = &items[n];
		*item = (struct value_item){ .code = line->code, .label = words_of(s, &line->label),
			.field_kind = form_kind_name(line->kind), .unit = line->unit,
			.visibility = form_visibility_name(line->visibility),
			.visible_to = words_of_visibility(s, line) };
		if (line->kind == FORM_TABLE)
			item->columns = options_of(s, line);
		for (uint32_t k = 0; k < from->count; k++) {
			if (str_eq(from->at[k].code, line->code))
				answer_fill(item, s, line, &from->at[k]);
		}
		n += item->is_answered || r->how != FILING_SUPPLEMENT;
	}
	return (struct value_item_list){ n, items };
}

static const struct return_item *item_new(const struct site *s, const struct filing *r)
{
	struct return_item *item = arena_new(s->scratch, struct return_item);
	*item = return_item_of(s, r);
	return item;
}

static void supplements_fill(struct return_full *m, const struct site *s,
    const struct return_query *q, const struct filing *first)
{
	struct supplement_item *items =
	    arena_array(s->scratch, struct supplement_item, RETURN_ACTS_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < filing_count(s->forum); i++) {
		const struct filing *r = filing_at(s->forum, i);
		if (!is_supplement_of(r, first))
			continue;
		m->supplements_total++;
		if (n < RETURN_ACTS_MAX)
			items[n++] = (struct supplement_item){ item_new(s, r),
				values_fill(s, r, values_of_act(q, r->entry)) };
	}
	m->supplements = (struct supplement_item_list){ n, items };
}

bool return_fill(struct return_full *m, const struct site *s, const struct return_query *q)
{
	const struct filing *r = return_find(s->forum, q->code);
	if (r == NULL)
		return false;
	const struct form *form = form_version(s->forum, r->form, r->version);
	struct act_item *acts = arena_array(s->scratch, struct act_item, q->acts_count);
	for (uint32_t i = 0; i < q->acts_count; i++)
		acts[i] = act_item_of(s, &q->acts[i]);
	*m = (struct return_full){ .filed = item_new(s, r), .due = form_last_day(form, r->year, r->event),
		.values = values_fill(s, r, values_of_act(q, r->entry)),
		.acts = { q->acts_count, acts } };
	if (r->how == FILING_FORWARD)
		m->carried = item_new(s, filing_of_entry(s->forum, r->of));
	supplements_fill(m, s, q, r);
	const struct inquiry_of of = { .form = r->form, .entry = r->entry, .acts_count = q->acts_count,
		.acts = q->acts };
	m->acknowledged = acknowledged_of(s, r->entry);
	m->inquiries = inquiries_of(s, &of);
	m->next = inquiries_begin(s, &of, r);
	return true;
}
