/* Forms and returns: acts of each kind, as those would make them who may, and random ones. */
#include "lib/forum_sim.h"

#include "rules/contents.h"
#include "rules/inquiry.h"

static struct sim_act as(struct sim *s, struct sim_act a, struct str handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, handle);
	return a;
}

static const struct form *form_newest(const struct sim *s)
{
	return form_count(s->forum) == 0 ? NULL : form_at(s->forum, form_count(s->forum) - 1);
}

static struct form_item_list items_of(struct sim *s, const char *first, const char *second)
{
	struct form_item *at = arena_array(&s->scratch, struct form_item, 2);
	at[0] = (struct form_item){ .is_present = true, .code = str_c(first),
		.label = sim_names(s, str_c(first)) };
	at[1] = (struct form_item){ .is_present = true, .code = str_c(second),
		.label = sim_names(s, str_c(second)) };
	return (struct form_item_list){ 2, at };
}

/* One field of each kind, two of them not for everybody. */
static struct form_field_list fields_of(struct sim *s)
{
	static const char *const kinds[] = { "text", "number", "date", "yes-no", "choice", "table",
		"document", "text", "number" };
	struct form_field *at = arena_array(&s->scratch, struct form_field, CM_COUNT(kinds));
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		at[i] = (struct form_field){ .is_present = true, .code = sim_str(s, "f-%zu", i),
			.kind = str_c(kinds[i]), .label = sim_names(s, str_c(kinds[i])),
			.visibility = i == 7 ? S("members") : i == 8 ? S("named") : S("public"),
			.required = i == 0 };
		if (i == 4 || i == 5)
			at[i].items = items_of(s, "one", "two");
		if (i == 8)
			at[i].parties = sim_strs(s, S("cc"));
	}
	at[1].unit = S("pieces");
	at[2].basis = S("paragraph 2");
	return (struct form_field_list){ CM_COUNT(kinds), at };
}

struct sim_act sim_form_adopt(struct sim *s, struct str period)
{
	const struct form *newest = form_find(s->forum, period);
	struct sim_act a = { .kind = KIND_FORM_ADOPT };
	bool is_year = str_eq(period, S("year"));
	a.content.form_adopt = (struct form_adopt){ .is_present = true, .code = period,
		.due_day = is_year ? 20 : INTEGER_ABSENT, .due_month = is_year ? 11 : INTEGER_ABSENT,
		.due_on = str_eq(period, S("once")) ? (struct date){ 2023, 11, 15, -1 } : DATE_NONE,
		.due_s = str_eq(period, S("event")) ? 3600 : INTEGER_ABSENT, .fields = fields_of(s),
		.period = period, .sources = sim_strs(s, S("https://example.org/form")),
		.title = sim_names(s, S("Form")),
		.version = newest == NULL ? 1 : newest->version + 1 };
	return as(s, a, sim_officer(s, 1));
}

static struct str text_of(size_t kind)
{
	static const struct str texts[] = { S("Words."), S("-12.5"), S("2023-11"), S("yes"),
		S("two"), S("a\tb\nc\td") };
	return kind < CM_COUNT(texts) ? texts[kind] : STR_NONE;
}

static struct return_value *values_make(struct sim *s, uint32_t count)
{
	struct return_value *at = arena_array(&s->scratch, struct return_value, count);
	for (uint32_t i = 0; i < count; i++) {
		at[i] = (struct return_value){ .is_present = true, .code = sim_str(s, "f-%u", i),
			.text = text_of(i) };
		if (at[i].text.n == 0)
			at[i].content = (struct commitment){ .is_present = true, .len = 3,
				.sha256 = sim_key(S("bytes"))->digest, .type = S("text/plain") };
	}
	return at;
}

/* The newest return; none that supplements. */
static int64_t filing_newest(const struct sim *s)
{
	int64_t of = 0;
	for (uint32_t i = 0; i < filing_count(s->forum); i++) {
		if (filing_at(s->forum, i)->how != FILING_SUPPLEMENT)
			of = (int64_t)filing_at(s->forum, i)->entry;
	}
	return of;
}

/* The newest question. */
static int64_t question_newest(const struct sim *s)
{
	int64_t of = 0;
	for (uint32_t i = 0; i < inquiry_count(s->forum); i++) {
		if (inquiry_at(s->forum, i)->step == INQUIRY_ASK)
			of = (int64_t)inquiry_at(s->forum, i)->entry;
	}
	return of;
}

static struct sim_act inquiry_act(struct sim *s, enum kind k)
{
	static const struct str at[] = { S("bb"), S("dd") };
	const struct strs asked = { 2, at };
	const struct form *form = form_newest(s);
	struct sim_act a = { .kind = k };
	struct str code = form == NULL ? S("none") : form->code;
	bool is_year = form != NULL && form->period == FORM_YEAR;
	const struct names words = sim_names(s, S("Words."));
	if (k == KIND_FORM_REMIND) {
		a.content.form_remind = (struct form_remind){ .is_present = true, .form = code,
			.to = sim_strs(s, S("aa")),
			.year = is_year ? moment_parts(s->now).date.year : INTEGER_ABSENT };
		return as(s, a, sim_officer(s, 1));
	}
	if (k == KIND_INQUIRY_ASK)
		a.content.inquiry_ask = (struct inquiry_ask){ .is_present = true,
			.due = { s->now.ms + 60000 }, .form = code,
			.of = filing_newest(s) > 0 ? filing_newest(s) : INTEGER_ABSENT,
			.text = words, .to = asked };
	else if (k == KIND_INQUIRY_CLARIFY)
		a.content.inquiry_clarify = (struct inquiry_clarify){ .is_present = true,
			.inquiry = question_newest(s), .text = words };
	else if (k == KIND_INQUIRY_ANSWER)
		a.content.inquiry_answer = (struct inquiry_answer){ .is_present = true,
			.inquiry = question_newest(s), .text = words };
	else
		a.content.inquiry_acknowledge = (struct inquiry_acknowledge){ .is_present = true,
			.of = filing_newest(s) };
	bool is_bbs = k == KIND_INQUIRY_ANSWER || k == KIND_INQUIRY_CLARIFY;
	return as(s, a, is_bbs ? S("bb/envoy") : S("cc/envoy"));
}

/* Of the newest form; a year's is of the year that is. */
struct sim_act sim_form_act(struct sim *s, enum kind k)
{
	const struct form *form = form_newest(s);
	struct sim_act a = { .kind = k };
	struct date today = moment_parts(s->now).date;
	struct str code = form == NULL ? S("none") : form->code;
	bool is_year = form != NULL && form->period == FORM_YEAR;
	bool is_event = form != NULL && form->period == FORM_EVENT;
	int64_t year = is_year ? today.year : INTEGER_ABSENT;
	int64_t version = form == NULL ? 1 : form->version;
	today.minute = -1;
	if (k == KIND_FORM_ADOPT)
		return sim_form_adopt(s, S("year"));
	if (k >= KIND_INQUIRY_ASK)
		return inquiry_act(s, k);
	if (k == KIND_RETURN_FILE)
		a.content.return_file = (struct return_file){ .is_present = true,
			.event = is_event ? today : DATE_NONE, .form = code,
			.values = { 9, values_make(s, 9) }, .version = version, .year = year };
	else if (k == KIND_RETURN_NIL)
		a.content.return_nil = (struct return_nil){ .is_present = true,
			.event = is_event ? today : DATE_NONE, .form = code, .version = version,
			.year = is_year ? today.year - 1 : INTEGER_ABSENT };
	else if (k == KIND_RETURN_FORWARD)
		a.content.return_forward = (struct return_forward){ .is_present = true, .form = code,
			.of = filing_newest(s), .version = version, .year = today.year };
	else
		a.content.return_supplement = (struct return_supplement){ .is_present = true,
			.of = filing_newest(s), .values = { 2, values_make(s, 2) } };
	return as(s, a, S("bb/envoy"));
}

struct sim_act sim_form_due(struct sim *s, enum kind k)
{
	if (k == KIND_FORM_ADOPT)
		return sim_form_act(s, k);
	sim_do(s, sim_form_act(s, KIND_FORM_ADOPT));
	if (k == KIND_RETURN_FORWARD)
		sim_do(s, sim_form_act(s, KIND_RETURN_NIL));
	if (k == KIND_RETURN_SUPPLEMENT || k == KIND_INQUIRY_ACKNOWLEDGE)
		sim_do(s, sim_form_act(s, KIND_RETURN_FILE));
	if (k == KIND_INQUIRY_ANSWER || k == KIND_INQUIRY_CLARIFY)
		sim_do(s, sim_form_act(s, KIND_INQUIRY_ASK));
	struct sim_act a = sim_form_act(s, k);
	if (k == KIND_RETURN_NIL)
		a.content.return_nil.year++; /* last year's would be late */
	return a;
}

static void values_bend(struct sim *s, struct gen *g, struct return_value_list *values)
{
	uint32_t count = (uint32_t)gen_between(g, 1, 9);
	struct return_value *all = values_make(s, count), *at = &all[gen_below(g, count)];
	*values = (struct return_value_list){ count, all };
	if (gen_chance(g, 1, 4))
		at->code = gen_bool(g) ? S("f-0") : S("none");
	if (gen_chance(g, 1, 6))
		at->text = gen_bool(g) ? S("07") : S("1.");
}

static void content_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	union content *c = &a->content;
	if (a->kind == KIND_RETURN_FILE) {
		values_bend(s, g, &c->return_file.values);
		if (c->return_file.year != INTEGER_ABSENT)
			c->return_file.year = gen_between(g, 2020, 2024);
		if (gen_chance(g, 1, 8))
			c->return_file.version--;
	} else if (a->kind == KIND_RETURN_NIL) {
		if (c->return_nil.year != INTEGER_ABSENT || gen_chance(g, 1, 8))
			c->return_nil.year = gen_between(g, 2018, 2024);
	} else if (a->kind == KIND_RETURN_FORWARD) {
		c->return_forward.year = gen_between(g, 2019, 2024);
		if (filing_count(s->forum) > 0)
			c->return_forward.of = (int64_t)filing_at(s->forum,
			    (uint32_t)gen_below(g, filing_count(s->forum)))->entry;
	} else if (a->kind == KIND_RETURN_SUPPLEMENT) {
		values_bend(s, g, &c->return_supplement.values);
		if (filing_count(s->forum) > 0)
			c->return_supplement.of = (int64_t)filing_at(s->forum,
			    (uint32_t)gen_below(g, filing_count(s->forum)))->entry;
	}
}

static int64_t row_any(const struct sim *s, struct gen *g)
{
	uint32_t filings = filing_count(s->forum), all = filings + inquiry_count(s->forum);
	uint32_t at = all == 0 ? 0 : (uint32_t)gen_below(g, all);
	if (all == 0)
		return 0;
	return (int64_t)(at < filings ? filing_at(s->forum, at)->entry
	                              : inquiry_at(s->forum, at - filings)->entry);
}

static void inquiry_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	union content *c = &a->content;
	if (a->kind == KIND_INQUIRY_ASK) {
		if (gen_chance(g, 1, 3))
			c->inquiry_ask.of = gen_bool(g) ? INTEGER_ABSENT : row_any(s, g);
		if (gen_chance(g, 1, 4))
			c->inquiry_ask.due = gen_bool(g) ? MOMENT_ABSENT : s->now;
		if (gen_chance(g, 1, 4))
			c->inquiry_ask.content = (struct commitment){ .is_present = true, .len = 3,
				.sha256 = sim_key(S("bytes"))->digest, .type = S("text/plain") };
		if (gen_chance(g, 1, 4))
			c->inquiry_ask.text.count = 0;
	} else if (a->kind == KIND_INQUIRY_CLARIFY) {
		c->inquiry_clarify.inquiry = row_any(s, g);
	} else if (a->kind == KIND_INQUIRY_ANSWER) {
		c->inquiry_answer.inquiry = row_any(s, g);
	} else if (a->kind == KIND_INQUIRY_ACKNOWLEDGE) {
		c->inquiry_acknowledge.of = row_any(s, g);
	} else if (c->form_remind.year != INTEGER_ABSENT) {
		c->form_remind.year = gen_between(g, 2021, 2024);
		c->form_remind.to = sim_strs(s, gen_bool(g) ? S("bb") : S("dd"));
	}
}

static struct sim_act inquiry_random(struct sim *s, struct gen *g)
{
	static const struct str parties[] = { S("aa"), S("bb"), S("cc"), S("dd") };
	enum kind k = (enum kind)gen_between(g, KIND_INQUIRY_ASK, KIND_FORM_REMIND);
	if (k != KIND_FORM_REMIND && question_newest(s) == 0)
		k = KIND_INQUIRY_ASK;
	else if (gen_chance(g, 1, 3))
		k = gen_bool(g) ? KIND_INQUIRY_ANSWER : KIND_INQUIRY_CLARIFY;
	struct sim_act a = inquiry_act(s, k);
	if (gen_chance(g, 1, 5))
		inquiry_bend(s, g, &a);
	if (gen_chance(g, 1, 5))
		a = as(s, a, sim_str(s, "%.*s/envoy", STR_ARG(parties[gen_below(g, 4)])));
	if (k != KIND_FORM_REMIND && gen_chance(g, 1, 5))
		a = sim_on_paper(s, a, parties[gen_below(g, 4)], (moment){ s->now.ms - 1000 });
	return a;
}

struct sim_act sim_form_random(struct sim *s, struct gen *g)
{
	static const struct str parties[] = { S("aa"), S("cc"), S("dd"), S("oo") };
	static const struct str periods[] = { S("year"), S("year"), S("event"), S("once") };
	enum kind k = (enum kind)gen_between(g, KIND_RETURN_FILE, KIND_RETURN_SUPPLEMENT);
	if (form_count(s->forum) == 0 || gen_chance(g, 1, 16))
		return sim_form_adopt(s, periods[gen_below(g, CM_COUNT(periods))]);
	if (gen_chance(g, 1, 3))
		return inquiry_random(s, g);
	if (contents_count(s->forum) > 0 && gen_chance(g, 1, 6))
		return sim_content_random(s, g);
	struct sim_act a = sim_form_act(s, k);
	if (gen_chance(g, 3, 4))
		content_bend(s, g, &a);
	if (gen_chance(g, 2, 5)) {
		struct str party = parties[gen_below(g, CM_COUNT(parties))];
		a = as(s, a, sim_str(s, "%.*s/envoy", STR_ARG(party)));
	}
	if (gen_chance(g, 1, 4))
		a = sim_on_paper(s, a, S("bb"), (moment){ s->now.ms - 1000 });
	return a;
}
