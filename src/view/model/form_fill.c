#include "view/model/form_fill.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"
#include "codec/json.h"
#include "rules/rehearse.h"
#include "view/api.h"
#include "view/model/next.h"

MODEL_DEFINE(fill_finding)
MODEL_DEFINE(fill_field)
MODEL_DEFINE(fill_act)
MODEL_DEFINE(form_filling)

#define FILL_FINDINGS_MAX (FINDINGS_MAX + FORM_FIELDS_MAX + 8)
#define MEDIA_TYPE_BYTES_MAX 100
#define COMMITTED "content" /* as `comity commitment` prints before it */

struct filling {
	struct form_filling *m;
	const struct site *s;
	const struct fill_query *q;
	const struct form *form;
	const struct filing *of;
	struct fill_finding *findings;
	uint32_t findings_count;
	enum kind kind;
	union content content;
};

static void complain(struct filling *f, struct str place, enum message says)
{
	if (f->findings_count < FILL_FINDINGS_MAX)
		f->findings[f->findings_count++] = (struct fill_finding){ .place = place,
			.effect = S("refuse"), .sentence = message_text(f->s->lang, says, 1) };
}

/* Without what stands around it; of a table's line a tab at the end parts two cells, and stays. */
static struct str trimmed_of(struct str text, bool has_tabs)
{
	size_t from = 0, to = text.n;
	while (from < to && (unsigned char)text.p[from] <= ' ' && !(has_tabs && text.p[from] == '\t'))
		from++;
	while (to > from && (unsigned char)text.p[to - 1] <= ' ' && !(has_tabs && text.p[to - 1] == '\t'))
		to--;
	return str_sub(text, from, to);
}

static struct str trimmed(struct str text)
{
	return trimmed_of(text, false);
}

static struct str typed(const struct fill_query *q, struct str code)
{
	for (uint32_t i = 0; i < q->values_count; i++) {
		if (str_eq(q->values[i].code, code))
			return q->values[i].text;
	}
	return STR_NONE;
}

static bool is_recordable(struct str text)
{
	for (size_t at = 0, n; at < text.n; at += n) {
		if (!utf8_allowed(utf8_get(text, at, &n)))
			return false;
	}
	return text.n <= PROSE_BYTES_MAX;
}

/* Cells stand between tabs, as pasted from a spreadsheet, or bars; blanks around them and empty lines go. */
static struct str table_text(const struct site *s, struct str text)
{
	struct buf b;
	buf_init(&b, s->scratch, text.n + 1);
	while (text.n > 0) {
		struct str line = trimmed_of(str_cut(&text, '\n'), true);
		bool is_first = true;
		if (line.n == 0)
			continue;
		buf_put(&b, b.n > 0 ? S("\n") : STR_NONE);
		while (line.n > 0 || is_first) {
			size_t tab = str_find(line, '\t', 0), bar = str_find(line, '|', 0);
			size_t end = tab < bar ? tab : bar;
			buf_put(&b, is_first ? STR_NONE : S("\t"));
			buf_put(&b, trimmed(str_sub(line, 0, end)));
			if (end < line.n && end + 1 == line.n)
				buf_put(&b, S("\t")); /* the last cell is empty */
			line = end == line.n ? STR_NONE : str_sub(line, end + 1, line.n);
			is_first = false;
		}
	}
	return buf_str(&b);
}

/* {"len":3,"sha256":"...","type":"text/plain"}, perhaps with the word before it that the command prints. */
static bool commitment_read(struct commitment *out, const struct site *s, struct str text)
{
	struct json j;
	struct str line = text;
	if (str_starts(line, S(COMMITTED)))
		line = trimmed(str_sub(line, sizeof COMMITTED - 1, line.n));
	if (line.n == 0 || line.n > 1024 || json_parse(&j, s->scratch, line).id != FAULT_NONE ||
	    j.nodes[0].type != JSON_OBJECT)
		return false;
	uint32_t len = json_member(&j, 0, S("len")), sha256 = json_member(&j, 0, S("sha256")),
		 type = json_member(&j, 0, S("type"));
	if (len == 0 || sha256 == 0 || type == 0 || j.nodes[0].count != 3 ||
	    j.nodes[len].type != JSON_INTEGER || j.nodes[len].integer < 0 ||
	    j.nodes[sha256].type != JSON_STRING || j.nodes[type].type != JSON_STRING)
		return false;
	*out = (struct commitment){ .is_present = true, .len = j.nodes[len].integer,
		.type = json_text(&j, type, s->scratch) };
	struct hash none = { { 0 } };
	return out->type.n > 0 && out->type.n <= MEDIA_TYPE_BYTES_MAX && is_recordable(out->type) &&
	    hex_decode(out->sha256.bytes, HASH_BYTES, json_text(&j, sha256, s->scratch)) &&
	    !hash_eq(&out->sha256, &none);
}

/* The fields that are answered; what cannot be read is said at its place. */
static struct return_value_list values_read(struct filling *f)
{
	struct return_value *at =
	    arena_array(f->s->scratch, struct return_value, f->form->lines_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < f->form->lines_count; i++) {
		const struct form_line *line = &f->form->lines[i];
		bool is_open = line->visibility == FORM_PUBLIC && line->kind != FORM_DOCUMENT;
		struct str text = trimmed_of(typed(f->q, line->code), line->kind == FORM_TABLE);
		if (text.n == 0)
			continue;
		at[n] = (struct return_value){ .is_present = true, .code = line->code };
		if (is_open)
			at[n].text = line->kind == FORM_TABLE ? table_text(f->s, text) : text;
		else if (!commitment_read(&at[n].content, f->s, text)) {
			complain(f, line->code, MESSAGE_FILL_NO_COMMITMENT);
			continue;
		}
		if (!is_recordable(at[n].text)) {
			complain(f, line->code, MESSAGE_FILL_TOO_LONG);
			continue;
		}
		n++;
	}
	if (n == 0 && f->findings_count == 0)
		complain(f, STR_NONE, MESSAGE_FILL_NOTHING);
	return (struct return_value_list){ n, at };
}

/* The year, the day of the event; INTEGER_ABSENT, DATE_NONE where the form has none. */
static int64_t year_read(struct filling *f)
{
	uint64_t year;
	if (f->form->period != FORM_YEAR)
		return INTEGER_ABSENT;
	if (dec_decode(&year, trimmed(f->m->year)) && year > 0 && year <= 9999)
		return (int64_t)year;
	complain(f, S("year"), MESSAGE_FILL_NO_YEAR);
	return INTEGER_ABSENT;
}

static struct date event_read(struct filling *f)
{
	struct date event = DATE_NONE;
	if (f->form->period == FORM_EVENT && !date_parse(&event, trimmed(f->q->event)))
		complain(f, S("event"), MESSAGE_FILL_NO_EVENT);
	return event;
}

/* The newest return of the party that a later year may carry forward. */
static const struct filing *carried_find(const struct filling *f, int64_t year)
{
	for (uint32_t i = filing_count(f->s->forum); i > 0; i--) {
		const struct filing *r = filing_at(f->s->forum, i - 1);
		if (r->how <= FILING_NIL && r->year < year && r->version == f->form->version &&
		    str_eq(r->form, f->form->code) && str_eq(r->party, f->q->party))
			return r;
	}
	return NULL;
}

static void forward_read(struct filling *f, int64_t year)
{
	f->of = year == INTEGER_ABSENT ? NULL : carried_find(f, year);
	if (f->of == NULL && f->findings_count == 0)
		complain(f, STR_NONE, MESSAGE_FILL_NONE_BEFORE);
	f->content.return_forward = (struct return_forward){ .is_present = true, .form = f->form->code,
		.of = f->of != NULL ? (int64_t)f->of->entry : 0, .version = f->form->version, .year = year };
}

static void content_read_of(struct filling *f)
{
	union content *c = &f->content;
	if (str_eq(f->q->op, S("supplement"))) {
		f->kind = KIND_RETURN_SUPPLEMENT;
		if (f->of == NULL)
			complain(f, STR_NONE, MESSAGE_FILL_NO_RETURN);
		c->return_supplement = (struct return_supplement){ .is_present = true,
			.of = f->of != NULL ? (int64_t)f->of->entry : 0, .values = values_read(f) };
		return;
	}
	int64_t year = year_read(f);
	struct date event = event_read(f);
	if (str_eq(f->q->op, S("nil"))) {
		f->kind = KIND_RETURN_NIL;
		c->return_nil = (struct return_nil){ .is_present = true, .event = event,
			.form = f->form->code, .version = f->form->version, .year = year };
	} else if (str_eq(f->q->op, S("forward"))) {
		f->kind = KIND_RETURN_FORWARD;
		forward_read(f, year);
	} else {
		f->kind = KIND_RETURN_FILE;
		c->return_file = (struct return_file){ .is_present = true, .event = event,
			.form = f->form->code, .values = values_read(f), .version = f->form->version,
			.year = year };
	}
}

static struct str act_text(const struct filling *f, struct str by)
{
	struct buf line, act;
	const struct act_envelope envelope = { .by = by, .base = { f->s->root, f->s->size } };
	buf_init(&line, f->s->scratch, ACT_JSON_BYTES_MAX);
	content_write(&line, f->kind, &f->content, by.n > 0 ? &envelope : NULL);
	if (line.failed)
		return STR_NONE;
	if (by.n == 0)
		return buf_str(&line);
	buf_init(&act, f->s->scratch, SUBMISSION_BYTES_MAX);
	act_message_put(&act, f->s->origin, buf_str(&line));
	return act.failed ? STR_NONE : buf_str(&act);
}

/* Was something said already of that place? Who signs is of none: it is not known without the party. */
static bool is_said(const struct filling *f, uint32_t said, struct str place)
{
	for (uint32_t i = 0; i < said; i++) {
		bool is_party = str_eq(f->findings[i].place, S("for"));
		if (str_eq(f->findings[i].place, place) || (is_party && place.n == 0))
			return true;
	}
	return false;
}

/* What the rules say, but of places where what was typed could not even be read. */
static void rehearsed_add(struct filling *f, struct str by, moment now)
{
	struct findings *found = arena_new(f->s->scratch, struct findings);
	const struct rehearsal r = { .kind = f->kind, .content = &f->content, .by = by, .now = now };
	uint32_t said = f->findings_count;
	rehearse(f->s->forum, &r, f->s->scratch, found);
	for (unsigned i = 0; i < found->count && f->findings_count < FILL_FINDINGS_MAX; i++) {
		enum finding_id id = found->at[i].id;
		if (is_said(f, said, found->at[i].place))
			continue;
		f->findings[f->findings_count++] = (struct fill_finding){ .place = found->at[i].place,
			.id = finding_name(id),
			.effect = finding_severity(id) == REFUSE ? S("refuse") : S("note"),
			.rule = finding_rule(id), .sentence = finding_sentence(id, site_lang(f->s)) };
	}
}

static void act_make(struct filling *f)
{
	struct next_for n = { .s = f->s, .party = f->q->party, .now = next_now(f->s) };
	const struct next_move move = { f->kind, NEXT_PARTY, S("publish"), MESSAGE_FILL_TITLE };
	bool is_read = f->findings_count == 0;
	struct str content = is_read ? act_text(f, STR_NONE) : STR_NONE;
	if (is_read && content.n == 0) {
		complain(f, STR_NONE, MESSAGE_FILL_TOO_LARGE);
		return;
	}
	struct next_item next = next_make(&n, &move, content, PARTS(part_text(STR_NONE)));
	if (!is_read) {
		rehearsed_add(f, next.by, n.now);
		return;
	}
	struct fill_act *act = arena_new(f->s->scratch, struct fill_act);
	*act = (struct fill_act){ .act_kind = kind_name(f->kind), .by = next.by, .content = content,
		.commands = next.commands };
	if (handle_is_valid(next.by))
		act->act = act_text(f, next.by);
	f->m->staged = act;
	rehearsed_add(f, next.by, n.now);
}

static void fields_fill(struct filling *f)
{
	struct fill_field *items = arena_array(f->s->scratch, struct fill_field, f->form->lines_count);
	struct field_item_list all = form_fields_of(f->s, f->form);
	for (uint32_t i = 0; i < all.count; i++)
		items[i] = (struct fill_field){ &all.at[i], typed(f->q, all.at[i].code) };
	f->m->fields = (struct fill_field_list){ all.count, items };
}

/* The return that is to be supplemented, of this form. */
static const struct filing *named_return(const struct site *s, const struct fill_query *q)
{
	uint64_t entry;
	const struct filing *r = dec_decode(&entry, q->of) ? filing_of_entry(s->forum, entry) : NULL;
	bool is_of_it = r != NULL && r->how != FILING_SUPPLEMENT && str_eq(r->form, q->form);
	return is_of_it ? r : NULL;
}

bool form_filling_fill(struct form_filling *m, const struct site *s, const struct fill_query *q)
{
	struct filling f = { .m = m, .s = s, .q = q, .form = form_find(s->forum, q->form),
		.of = named_return(s, q) };
	if (f.form == NULL)
		return false;
	if (f.of != NULL) /* answered on the version of its return, whatever is in force now */
		f.form = form_version(s->forum, f.of->form, f.of->version);
	f.findings = arena_array(s->scratch, struct fill_finding, FILL_FINDINGS_MAX);
	*m = (struct form_filling){ .form = f.form->code, .title = words_of(s, &f.form->title),
		.version = f.form->version, .period = form_period_name(f.form->period), .op = q->op,
		.party = q->party, .year = q->year, .event = q->event };
	if (q->year.n == 0 && f.form->period == FORM_YEAR)
		m->year = integer_text(s, moment_parts(next_now(s)).date.year);
	fields_fill(&f);
	if (q->op.n > 0) {
		if (party_find(s->forum, q->party) == NULL)
			complain(&f, S("for"), MESSAGE_STAGE_NEEDS_PARTY);
		content_read_of(&f);
		act_make(&f);
	}
	if (f.of != NULL) {
		struct return_item *of = arena_new(s->scratch, struct return_item);
		*of = return_item_of(s, f.of);
		m->of = of;
	}
	m->findings = (struct fill_finding_list){ f.findings_count, f.findings };
	return true;
}
