/* How meetings are conducted and recorded, how states dissent, who is credited. */
#include "base/arena.h"
#include "rules/charter_read.h"

#define REPLIES_MAX 10
#define PATTERN_BYTES_MAX 80

static const struct str RULINGS[] = { { "chair", 5 } };
static const struct str APPEALS[] = { { "none", 4 }, { "vote", 4 } };
static const struct str WHENS[] = { { "end-of-item", 11 }, { "end-of-meeting", 14 },
	{ "end-of-day", 10 } };
static const struct str MOTIONS[] = { { "suspend", 7 }, { "adjourn", 7 }, { "adjourn-debate", 14 },
	{ "close-debate", 12 } };
static const struct str SERIES[] = { { "forum", 5 }, { "year", 4 }, { "body", 4 },
	{ "meeting", 7 } };
static const struct str CORRECTORS[] = { { "secretariat", 11 }, { "chair", 5 } };
static const struct str DISTRIBUTIONS[] = { { "public", 6 }, { "members", 7 },
	{ "members-partners", 16 }, { "chair-secretariat", 17 }, { "named", 5 } };
static const struct str PROVISIONALS[] = { { "full", 4 }, { "none", 4 }, { "observer", 8 } };
static const struct str EFFECTS[] = { { "not-bound", 9 }, { "not-counted", 11 }, { "none", 4 } };
static const struct str ATTACH[] = { { "decision", 8 }, { "journal", 7 } };
/* What a pattern may have in braces. */
static const struct str BRACED[] = { { "n", 1 }, { "yyyy", 4 }, { "yy", 2 }, { "BODY", 4 },
	{ "CLASS", 5 } };

static int64_t span(struct reader *r, struct within in, struct str key)
{
	int64_t got = reader_integer(r, in.object, in.at, key, INTEGER_ABSENT);
	if (got > SPAN_S_MAX)
		reader_refuse(r, "%s/%.*s", in.at, STR_ARG(key));
	return got;
}

static void limits_read(struct reader *r, uint32_t node, struct charter_conduct *c)
{
	const char *at = "/conduct/reply";
	uint32_t list = reader_member(r, node, at, S("limits_s"), JSON_ARRAY);
	if (list == 0)
		return;
	uint32_t i = 0;
	for (uint32_t m = json_first(list); m < r->json.nodes[list].next;
	    m = r->json.nodes[m].next, i++) {
		int64_t limit = r->json.nodes[m].type == JSON_INTEGER ? r->json.nodes[m].integer : 0;
		if (limit < 1 || limit > DAY_S || i >= CM_COUNT(c->reply_limits_s)) {
			reader_refuse(r, "%s/limits_s/%u", at, i);
			return;
		}
		c->reply_limits_s[i] = limit;
		c->reply_limits_count = i + 1;
	}
}

static void reply_read(struct reader *r, uint32_t conduct, struct charter_conduct *c)
{
	const char *at = "/conduct/reply";
	uint32_t node = reader_member(r, conduct, "/conduct", S("reply"), JSON_OBJECT);
	c->reply_when = S("end-of-meeting");
	c->reply_max = 2;
	if (node == 0)
		return;
	struct str when = reader_word(r, node, at, S("when"), WORDS_OF(WHENS));
	if (when.n > 0)
		c->reply_when = when;
	c->reply_max = reader_integer(r, node, at, S("max"), c->reply_max);
	if (c->reply_max > REPLIES_MAX)
		reader_refuse(r, "%s/max", at);
	limits_read(r, node, c);
}

static void quorum_read(struct reader *r, uint32_t conduct, struct charter_conduct *c)
{
	const char *at = "/conduct/quorum";
	uint32_t node = reader_member(r, conduct, "/conduct", S("quorum"), JSON_OBJECT);
	if (node == 0)
		return;
	c->quorum_open = reader_fraction(r, node, at, S("open"), false);
	c->quorum_decide = reader_fraction(r, node, at, S("decide"), false);
}

static void dissent_read(struct reader *r, struct charter *c)
{
	const char *at = "/dissent";
	uint32_t node = reader_member(r, 0, "", S("dissent"), JSON_OBJECT);
	struct charter_dissent *d = &c->dissent;
	d->deadline_s = INTEGER_ABSENT;
	if (node == 0)
		return;
	d->reservation = reader_flag(r, node, at, S("reservation"));
	d->interpretation = reader_flag(r, node, at, S("interpretation"));
	d->explanation = reader_flag(r, node, at, S("explanation"));
	d->opinion_on_record = reader_flag(r, node, at, S("opinion_on_record"));
	d->disassociation = reader_flag(r, node, at, S("disassociation"));
	d->chair_statement = reader_flag(r, node, at, S("chair_statement"));
	d->open_issues = reader_flag(r, node, at, S("open_issues"));
	d->joint = reader_flag(r, node, at, S("joint"));
	d->abstention_not_bound =
	    str_eq(reader_word(r, node, at, S("abstention_effect"), WORDS_OF(EFFECTS)), S("not-bound"));
	(void)reader_texts_of(r, node, at, S("attach_to"), WORDS_OF(ATTACH));
	d->deadline_s = span(r, (struct within){ node, at }, S("deadline_s"));
}

static void credentials_read(struct reader *r, struct charter *c)
{
	const char *at = "/credentials";
	uint32_t node = reader_member(r, 0, "", S("credentials"), JSON_OBJECT);
	c->credentials.provisional = S("full");
	if (node == 0)
		return;
	c->credentials.is_required = reader_flag(r, node, at, S("required"));
	struct str word = reader_word(r, node, at, S("provisional"), WORDS_OF(PROVISIONALS));
	if (word.n > 0)
		c->credentials.provisional = word;
	(void)span(r, (struct within){ node, at }, S("deadline_s"));
}

void charter_conduct_read(struct reader *r, struct charter *c)
{
	const char *at = "/conduct";
	uint32_t node = reader_member(r, 0, "", S("conduct"), JSON_OBJECT);
	struct charter_conduct *k = &c->conduct;
	k->speaker_limit_s = INTEGER_ABSENT;
	k->reply_when = S("end-of-meeting");
	k->reply_max = 2;
	dissent_read(r, c);
	credentials_read(r, c);
	if (node == 0)
		return;
	quorum_read(r, node, k);
	reply_read(r, node, k);
	uint32_t speakers = reader_member(r, node, at, S("speakers"), JSON_OBJECT);
	if (speakers != 0)
		k->speaker_limit_s =
		    span(r, (struct within){ speakers, "/conduct/speakers" }, S("limit_s"));
	uint32_t point = reader_member(r, node, at, S("point_of_order"), JSON_OBJECT);
	if (point != 0) {
		(void)reader_word(r, point, "/conduct/point_of_order", S("ruling"), WORDS_OF(RULINGS));
		k->has_appeal = str_eq(reader_word(r, point, "/conduct/point_of_order", S("appeal"),
		    WORDS_OF(APPEALS)), S("vote"));
	}
	k->contest_reopens = reader_flag(r, node, at, S("contest_reopens"));
	k->motions = reader_texts_of(r, node, at, S("motions"), WORDS_OF(MOTIONS));
}

static bool pattern_has(struct str pattern, struct str word)
{
	return str_find_str(pattern, word) < pattern.n;
}

/* What is in braces can be filled in, and the number stands there once. */
static bool pattern_counts(struct str pattern)
{
	uint32_t counts = 0;
	if (pattern.n > PATTERN_BYTES_MAX)
		return false;
	for (size_t at = str_find(pattern, '{', 0); at < pattern.n; at = str_find(pattern, '{', at + 1)) {
		size_t end = str_find(pattern, '}', at);
		struct str word = str_sub(pattern, at + 1, end);
		if (end == pattern.n || !words_have(WORDS_OF(BRACED), word))
			return false;
		counts += str_eq(word, S("n"));
	}
	return counts == 1;
}

/* Numbers begin again with each year or body: else two documents had one symbol. A meeting has no word
 * in patterns; who counts by meeting writes its number there. */
static bool pattern_is_unique(struct str pattern, struct str series)
{
	if (str_eq(series, S("year")))
		return pattern_has(pattern, S("{yyyy}")) || pattern_has(pattern, S("{yy}"));
	if (str_eq(series, S("body")))
		return pattern_has(pattern, S("{BODY}"));
	return true;
}

static struct str series_of(struct reader *r, uint32_t records, struct str class, struct str pattern)
{
	uint32_t node = json_member(&r->json, records, S("series"));
	struct str word = STR_NONE;
	if (node != 0 && r->json.nodes[node].type == JSON_OBJECT)
		word = reader_word(r, node, "/records/series", class, WORDS_OF(SERIES));
	if (word.n > 0)
		return word;
	bool has_year = pattern_has(pattern, S("{yyyy}")) || pattern_has(pattern, S("{yy}"));
	return has_year ? S("year") : S("forum");
}

static void symbols_read(struct reader *r, uint32_t records, struct charter_records *out)
{
	uint32_t node = reader_member(r, records, "/records", S("symbols"), JSON_OBJECT);
	if (node == 0)
		return;
	out->symbols_count = r->json.nodes[node].count;
	struct charter_symbol *symbols =
	    arena_zero(r->arena, out->symbols_count, sizeof *symbols);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next;
	    m = r->json.nodes[m].next, i++) {
		struct charter_symbol *s = &symbols[i];
		s->class = json_key(&r->json, m);
		if (r->json.nodes[m].type == JSON_STRING)
			s->pattern = json_text(&r->json, m, r->arena);
		s->series = series_of(r, records, s->class, s->pattern);
		if (!pattern_counts(s->pattern) || !pattern_is_unique(s->pattern, s->series))
			reader_refuse(r, "/records/symbols/%.*s", STR_ARG(s->class));
	}
	out->symbols = symbols;
}

void charter_records_read(struct reader *r, struct charter *c)
{
	uint32_t node = reader_member(r, 0, "", S("records"), JSON_OBJECT);
	c->records.contest_s = INTEGER_ABSENT;
	c->records.correction_s = INTEGER_ABSENT;
	c->records.correction_by = S("secretariat");
	if (node == 0)
		return;
	const struct within in = { node, "/records" };
	c->records.contest_s = span(r, in, S("contest_s"));
	c->records.correction_s = span(r, in, S("correction_s"));
	struct str by = reader_word(r, node, "/records", S("correction_by"), WORDS_OF(CORRECTORS));
	if (by.n > 0)
		c->records.correction_by = by;
	c->records.distribution =
	    reader_texts_of(r, node, "/records", S("distribution"), WORDS_OF(DISTRIBUTIONS));
	symbols_read(r, node, &c->records);
}
