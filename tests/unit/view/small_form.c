/* Forms and returns of the small forum: one of everything, hostile texts among them; and their pages. */
#include "unit/view/small.h"
#include "view/model/form_fill.h"

#define OFFICER S("secretariat/officer-1")
#define DELEGATE S("kz/delegate-1")
#define ASKER S("tr/delegate-2")
#define HOSTILE "</td><script>alert('x')</script> \" onload=\"y & <b>"

/* In the form's order: code, kind, who may see it, whether it must be answered; what is answered. */
static const struct small_field {
	const char *code, *kind, *visibility;
	bool is_required;
	const char *answer; /* NULL: a commitment */
} fields[] = {
	{ "words", "text", "public", true, "It is so. " HOSTILE },
	{ "count", "number", "public", false, "-12.5" },
	{ "day", "date", "public", false, "2016-03" },
	{ "is-so", "yes-no", "public", false, "yes" },
	{ "which", "choice", "public", false, "two" },
	{ "list", "table", "public", false, "a <b>\tb\nв\tг" },
	{ "paper", "document", "public", false, NULL },
	{ "inner", "text", "members", false, NULL },
	{ "narrow", "number", "named", false, NULL },
};

static struct form_item_list items_of(struct small *w)
{
	struct form_item *at = arena_array(&w->arena, struct form_item, 2);
	at[0] = (struct form_item){ .is_present = true, .code = S("one"),
		.label = small_names(w, "One " HOSTILE, "Один") };
	at[1] = (struct form_item){ .is_present = true, .code = S("two"),
		.label = small_names(w, "Two", "Два") };
	return (struct form_item_list){ 2, at };
}

static struct form_field_list fields_of(struct small *w)
{
	struct form_field *at = arena_array(&w->arena, struct form_field, CM_COUNT(fields));
	for (size_t i = 0; i < CM_COUNT(fields); i++) {
		struct str kind = str_c(fields[i].kind);
		at[i] = (struct form_field){ .is_present = true, .code = str_c(fields[i].code),
			.kind = kind, .visibility = str_c(fields[i].visibility),
			.required = fields[i].is_required,
			.label = small_names(w, "Question " HOSTILE, "Вопрос") };
		if (str_eq(kind, S("choice")) || str_eq(kind, S("table")))
			at[i].items = items_of(w);
		if (str_eq(kind, S("number")))
			at[i].unit = S("pieces <b>");
		if (str_eq(at[i].visibility, S("named")))
			at[i].parties = small_strs(w, (const char *const[]){ "tr", "xx", NULL });
	}
	at[0].basis = S("paragraph <2>");
	return (struct form_field_list){ CM_COUNT(fields), at };
}

static void adopt(struct small *w, const char *period, int64_t version)
{
	bool is_year = str_eq(str_c(period), S("year")), is_event = str_eq(str_c(period), S("event"));
	union content c = { .form_adopt = { .is_present = true, .area = S("economic.sme"),
		.basis = S("as told <i>"), .code = str_c(period), .dimension = S("economic"),
		.due_day = is_year ? 20 : INTEGER_ABSENT, .due_month = is_year ? 1 : INTEGER_ABSENT,
		.due_on = DATE_NONE, .due_s = is_event ? 90 : INTEGER_ABSENT, .fields = fields_of(w),
		.measures = small_strs(w, (const char *const[]){ "sme.1", NULL }),
		.period = str_c(period),
		.sources = small_strs(w, (const char *const[]){ "https://example.org/\"<x>", NULL }),
		.title = small_names(w, "Form " HOSTILE, "Форма"), .version = version } };
	small_act(w, KIND_FORM_ADOPT, &c, OFFICER, (struct strs){ 0, NULL });
}

static struct return_value_list values_of(struct small *w, uint32_t first)
{
	struct return_value *at = arena_array(&w->arena, struct return_value, CM_COUNT(fields));
	uint32_t n = 0;
	for (size_t i = first; i < CM_COUNT(fields); i++) {
		at[n] = (struct return_value){ .is_present = true, .code = str_c(fields[i].code) };
		if (fields[i].answer != NULL)
			at[n].text = str_c(fields[i].answer);
		else
			at[n].content = (struct commitment){ .is_present = true, .len = 3,
				.sha256 = { { (uint8_t)(i + 1) } }, .type = S("text/plain; <x>") };
		n++;
	}
	return (struct return_value_list){ n, at };
}

static void answer(struct small *w, enum kind kind, const union content *c)
{
	small_act(w, kind, c, DELEGATE, (struct strs){ 0, NULL });
}

static void accredit(struct small *w)
{
	union content c = { .delegate_accredit = { .is_present = true, .delegate = ASKER,
		.keys = small_keys(w, ASKER), .from = MOMENT_ABSENT, .until = MOMENT_ABSENT,
		.powers = small_strs(w, (const char *const[]){ "publish", NULL }) } };
	small_act(w, KIND_DELEGATE_ACCREDIT, &c, S("tr/coordinator"),
	    small_strs(w, (const char *const[]){ "tr/delegate-2", NULL }));
}

/* A word of an inquiry; its entry. */
static int64_t say(struct small *w, enum kind kind, union content c, struct str by)
{
	small_act(w, kind, &c, by, (struct strs){ 0, NULL });
	return (int64_t)forum_size(w->forum) - 1;
}

static void acknowledge(struct small *w, int64_t of)
{
	(void)say(w, KIND_INQUIRY_ACKNOWLEDGE, (union content){ .inquiry_acknowledge = {
	    .is_present = true, .of = of } }, ASKER);
}

/* A question about the return, answered and acknowledged; one about the form, which waits. */
static void inquire(struct small *w, int64_t filed)
{
	const struct names words = small_names(w, "Is it so? " HOSTILE, "Так ли это?");
	int64_t asked = say(w, KIND_INQUIRY_ASK, (union content){ .inquiry_ask = { .is_present = true,
		.due = { w->now.ms + 86400000 }, .form = S("year"), .of = filed, .text = words,
		.to = small_strs(w, (const char *const[]){ "kz", NULL }) } }, ASKER);
	(void)say(w, KIND_INQUIRY_CLARIFY, (union content){ .inquiry_clarify = { .is_present = true,
		.inquiry = asked, .content = { .is_present = true, .len = 3, .sha256 = { { 99 } },
		.type = S("text/plain; <x>") } } }, ASKER);
	int64_t answered = say(w, KIND_INQUIRY_ANSWER, (union content){ .inquiry_answer = {
		.is_present = true, .inquiry = asked, .text = words } }, DELEGATE);
	acknowledge(w, filed);
	acknowledge(w, answered);
	(void)say(w, KIND_INQUIRY_ASK, (union content){ .inquiry_ask = { .is_present = true,
		.due = MOMENT_ABSENT, .form = S("year"), .of = INTEGER_ABSENT, .text = words,
		.to = small_strs(w, (const char *const[]){ "cn", "tr", NULL }) } }, DELEGATE);
	(void)say(w, KIND_FORM_REMIND, (union content){ .form_remind = { .is_present = true,
		.form = S("year"), .note = S("Is it on its way? " HOSTILE), .year = 2015,
		.to = small_strs(w, (const char *const[]){ "cn", "tr", NULL }) } }, OFFICER);
}

void small_forms(struct small *w)
{
	adopt(w, "year", 1);
	union content nil = { .return_nil = { .is_present = true, .event = DATE_NONE, .form = S("year"),
		.version = 1, .year = 2013 } };
	answer(w, KIND_RETURN_NIL, &nil);
	adopt(w, "year", 2);
	adopt(w, "once", 1);
	adopt(w, "event", 1);
	union content file = { .return_file = { .is_present = true, .event = DATE_NONE,
		.form = S("year"), .values = values_of(w, 0), .version = 2, .year = 2014 } };
	answer(w, KIND_RETURN_FILE, &file);
	int64_t first = (int64_t)forum_size(w->forum) - 1;
	union content more = { .return_supplement = { .is_present = true, .of = first,
		.values = values_of(w, 5) } };
	answer(w, KIND_RETURN_SUPPLEMENT, &more);
	answer(w, KIND_RETURN_SUPPLEMENT, &more);
	union content forward = { .return_forward = { .is_present = true, .form = S("year"),
		.of = first, .version = 2, .year = 2015 } };
	answer(w, KIND_RETURN_FORWARD, &forward);
	file.return_file.form = S("event");
	file.return_file.year = INTEGER_ABSENT;
	file.return_file.version = 1;
	file.return_file.event = small_date("2016-04-27");
	answer(w, KIND_RETURN_FILE, &file);
	answer(w, KIND_RETURN_FILE, &file);
	accredit(w);
	inquire(w, first);
}

static enum view_status show_forms(struct buf *out, const struct site *s, struct str code)
{
	return forms_page(out, s, str_eq(code, S("2014")) ? 2014 : INTEGER_ABSENT);
}

static enum view_status show_form(struct buf *out, const struct site *s, struct str code)
{
	return form_page(out, s, &(struct form_query){ .code = code, .version = INTEGER_ABSENT });
}

static enum view_status show_version(struct buf *out, const struct site *s, struct str code)
{
	return form_page(out, s, &(struct form_query){ .code = S("year"),
	    .version = str_eq(code, S("1")) ? 1 : 9 });
}

static enum view_status show_returns(struct buf *out, const struct site *s, struct str party)
{
	return returns_page(out, s,
	    &(struct returns_query){ .party = party, .year = INTEGER_ABSENT, .page = 1 });
}

static enum view_status show_return(struct buf *out, const struct site *s, struct str code)
{
	return return_page(out, s, &(struct return_query){ .code = code });
}

/* "op", of the form of years; what is wrong with it among the rest; "supplement" of the return of 2014. */
static enum view_status show_fill(struct buf *out, const struct site *s, struct str op)
{
	struct buf of;
	const struct fill_value wrong[] = { { S("words"), S("\n" HOSTILE "\nтекст") },
		{ S("count"), S("<b>12") }, { S("list"), S("a|b|c") }, { S("inner"), S("{\"len\":<b>}") },
		{ S("none"), S("x") } };
	struct fill_query q = { .form = S("year"), .op = op, .party = S("kz"), .values = wrong,
		.values_count = CM_COUNT(wrong) };
	buf_init(&of, s->scratch, 24);
	for (uint32_t i = 0; str_eq(op, S("supplement")) && i < filing_count(s->forum); i++) {
		const struct filing *r = filing_at(s->forum, i);
		if (r->year == 2014 && r->how != FILING_SUPPLEMENT)
			buf_dec(&of, (int64_t)r->entry);
	}
	q.of = buf_str(&of);
	return form_fill_page(out, s, &q);
}

static enum view_status show_fill_none(struct buf *out, const struct site *s, struct str form)
{
	return form_fill_page(out, s, &(struct fill_query){ .form = form, .op = S("\"><x"), .party = form,
	    .year = S("\"><x"), .event = S("<b>") });
}

static const struct {
	const char *path, *code;
	enum view_status (*show)(struct buf *out, const struct site *s, struct str code);
	enum view_status status;
} pages[] = {
	{ "/en/forms", "", show_forms, VIEW_OK },
	{ "/en/forms?year=2014", "2014", show_forms, VIEW_OK },
	{ "/en/forms/year", "year", show_form, VIEW_OK },
	{ "/en/forms/year?version=1", "1", show_version, VIEW_OK },
	{ "/en/forms/year?version=9", "9", show_version, VIEW_NOT_FOUND },
	{ "/en/forms/once", "once", show_form, VIEW_OK },
	{ "/en/forms/event", "event", show_form, VIEW_OK },
	{ "/en/forms/none", "none", show_form, VIEW_NOT_FOUND },
	{ "/en/forms/year/fill", "", show_fill, VIEW_OK },
	{ "/en/forms/year/fill?op=file", "file", show_fill, VIEW_OK },
	{ "/en/forms/year/fill?op=nil", "nil", show_fill, VIEW_OK },
	{ "/en/forms/year/fill?op=forward", "forward", show_fill, VIEW_OK },
	{ "/en/forms/year/fill?of=1", "supplement", show_fill, VIEW_OK },
	{ "/en/forms/event/fill", "event", show_fill_none, VIEW_OK },
	{ "/en/forms/none/fill", "none", show_fill_none, VIEW_NOT_FOUND },
	{ "/en/returns", "", show_returns, VIEW_OK },
	{ "/en/returns?party=tr", "tr", show_returns, VIEW_OK },
	{ "/en/returns?party=%22%3E%3Cx", "\"><x", show_returns, VIEW_OK },
	{ "/en/returns/0", "0", show_return, VIEW_NOT_FOUND },
	{ "/en/returns/x", "x", show_return, VIEW_NOT_FOUND },
};

static const struct act_view *acts_of(struct small *w, const uint64_t *entries, uint32_t count)
{
	struct act_view *acts = arena_array(&w->scratch, struct act_view, count);
	for (uint32_t i = 0; i < count; i++)
		acts[i] = w->acts[entries[i]];
	return acts;
}

struct return_query small_return_query(struct small *w, struct str code)
{
	uint64_t entries[RETURN_PAGE_ACTS_MAX];
	struct return_query q = { .code = code };
	q.acts_count = return_entries(w->forum, code, entries);
	q.acts = acts_of(w, entries, q.acts_count);
	return q;
}

struct form_query small_form_query(struct small *w, struct str code)
{
	uint64_t entries[INQUIRY_ACTS_MAX];
	struct form_query q = { .code = code, .version = INTEGER_ABSENT };
	q.acts_count = form_entries(w->forum, code, entries);
	q.acts = acts_of(w, entries, q.acts_count);
	return q;
}

bool small_form_next(struct small *w, struct small_page *at, struct buf *out, const struct site *s,
    uint32_t number)
{
	uint32_t fixed = CM_COUNT(pages);
	if (number > fixed + filing_count(w->forum))
		return false;
	if (number == fixed + filing_count(w->forum)) {
		const struct form_query q = small_form_query(w, S("year"));
		at->path = "/en/forms/year";
		at->status = form_page(out, s, &q);
		cm_assert(at->status == VIEW_OK);
		return true;
	}
	if (number < fixed) {
		at->path = pages[number].path;
		at->status = pages[number].show(out, s, str_c(pages[number].code));
		cm_assert(at->status == pages[number].status);
		return true;
	}
	struct buf code;
	buf_init(&code, &w->scratch, 24);
	buf_dec(&code, (int64_t)filing_at(w->forum, number - fixed)->entry);
	struct return_query q = small_return_query(w, buf_str(&code));
	at->path = "/en/returns/1";
	at->status = return_page(out, s, &q);
	cm_assert(at->status == VIEW_OK);
	return true;
}
