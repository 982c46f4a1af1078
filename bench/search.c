/*
 * The index of the search: bench-search FILE [ITEMS]. Makes it of so many items (1,000,000) when there is
 * no FILE: texts of 46 words, words as often as in a language (the n-th of 40,000 is there n times more
 * seldom than the first), half of them Russian. Then asks what people ask, by wall and by processor, for
 * each sort the median and the 99th of 100.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "project/marks.h"
#include "store/sql.h"

#define WORDS 40000
#define TITLE_WORDS 6
#define TEXT_WORDS 40
#define ASKED 100
#define ENTRY_BITS 27 /* as project/rows.c numbers items */

static uint64_t random_state = 20160427;
static double sums[WORDS]; /* of 1/n */

static uint64_t random_next(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

static uint32_t word_any(void)
{
	double at = (double)(random_next() >> 11) / 9007199254740992.0 * sums[WORDS - 1];
	uint32_t low = 0, high = WORDS - 1;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (sums[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The same number, the same word: syllables of its digits, and an ending. */
static void word_put(struct buf *b, uint32_t number, bool is_russian)
{
	static const char *const english[] = { "ba", "co", "di", "fe", "gu", "la", "mo", "ni", "re", "su" };
	static const char *const russian[] = { "ба", "во", "ги", "де", "жу", "ла", "мо", "ни", "ре", "су" };
	static const char *const ends[2][4] = { { "n", "ns", "ning", "ned" }, { "н", "на", "ный", "ного" } };
	const char *const *syllables = is_russian ? russian : english;
	for (uint32_t n = number + 10; n > 0; n /= 10)
		buf_put(b, str_c(syllables[n % 10]));
	buf_put(b, str_c(ends[is_russian][random_next() % 4]));
}

static struct str words_make(struct arena *a, uint32_t count, bool is_russian)
{
	struct buf b;
	buf_init(&b, a, 8192);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(&b, ' ');
		word_put(&b, word_any(), is_russian);
	}
	return buf_str(&b);
}

static double seconds(clockid_t clock)
{
	struct timespec t;
	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const struct err *err)
{
	(void)fprintf(stderr, "bench-search: %s\n", err->text);
	exit(1);
}

static void item_make(struct arena *a, uint64_t i, struct item *item)
{
	static const struct str nouns[] = { S("release"), S("statement"), S("act"), S("document"),
		S("unit") };
	static const struct str parties[] = { S("kz"), S("tj"), S("cn"), S("ru"), S("in"), S("tr"), S("az"),
		S("uz"), S("kg"), S("mn") };
	static const struct str bodies[] = { S("summit"), S("ministerial"), S("soc"), S("swg") };
	struct buf marks;
	bool is_russian = i % 2 == 1;
	*item = (struct item){ .id = (int64_t)(i << ENTRY_BITS), .noun = nouns[i % 5], .code = S("code"),
		.kind = S("kind"), .lang = is_russian ? S("ru") : S("en"),
		.party = parties[random_next() % 10],
		.body = bodies[random_next() % 4], .title = words_make(a, TITLE_WORDS, is_russian),
		.words = words_make(a, TEXT_WORDS, is_russian), .address = S("record/1"), .entry = i,
		.day = date_of_days(12000 + (int32_t)(random_next() % 9000)) };
	buf_init(&marks, a, 1024);
	item_marks_put(&marks, item);
	item->marks = buf_str(&marks);
}

static void item_put(struct arena *a, const struct row_sink *sink, uint64_t i)
{
	struct item item;
	struct err err;
	struct buf day;
	item_make(a, i, &item);
	buf_init(&day, a, 16);
	date_put(&day, item.day);
	const struct cell cells[] = { { CELL_NUMBER, item.id, STR_NONE }, { CELL_TEXT, 0, S("acts") },
		{ CELL_NUMBER, (int64_t)i, STR_NONE }, { CELL_TEXT, 0, item.noun },
		{ CELL_TEXT, 0, item.code },
		{ CELL_TEXT, 0, item.kind }, { CELL_TEXT, 0, item.lang }, { CELL_TEXT, 0, item.party },
		{ CELL_TEXT, 0, item.body }, { CELL_TEXT, 0, buf_str(&day) }, { CELL_NULL, 0, STR_NONE },
		{ CELL_TEXT, 0, item.title }, { CELL_TEXT, 0, item.address },
		{ CELL_NUMBER, (int64_t)i, STR_NONE } };
	cm_assert(CM_COUNT(cells) == table_info(SQL_items)->columns_count);
	if (sink->item(sink->ctx, cells, &item, &err) != RC_OK)
		fail(&err);
}

static void build(const char *path, uint64_t count)
{
	struct sql_store *s;
	struct err err;
	struct arena a;
	arena_init(&a, (size_t)1 << 20);
	double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	if (sql_build(&s, str_c(path), &err) != RC_OK)
		fail(&err);
	struct row_sink sink = sql_sink(s);
	enum rc rc = sink.begin(sink.ctx, &err);
	for (uint64_t i = 0; i < count && rc == RC_OK; i++) {
		arena_reset(&a);
		item_put(&a, &sink, i);
	}
	const struct projection_head head = { .origin = S("bench"), .size = count };
	if (rc == RC_OK)
		rc = sink.commit(sink.ctx, &head, &err);
	if (rc == RC_OK)
		rc = sql_built(s, &err);
	if (rc != RC_OK)
		fail(&err);
	sql_close(s);
	arena_release(&a);
	(void)printf("search: %llu items built in %.1f s, %.1f s of processor\n", (unsigned long long)count,
	    seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

/* Sorts of questions. */
enum sort { ONE_COMMON, ONE_ANY, TWO_COMMON, TWO_ANY, PHRASE, BEGINNING, FILTERED, OF_A_DAY, SORT__COUNT };
static const char *const sort_names[] = { "one of the 20 commonest words", "one word",
	"two of the 100 commonest", "two words", "a phrase of two common words",
	"a beginning of four letters", "a common word of one noun, party and language",
	"a common word, within ten years" };

static struct search_query query_make(struct arena *a, enum sort sort)
{
	struct buf b;
	struct search_query q = { .from = DATE_NONE, .until = DATE_NONE, .max = 20 };
	bool is_russian = random_next() % 2 == 1;
	uint32_t common = (uint32_t)(random_next() % (sort == TWO_COMMON || sort == PHRASE ? 100 : 20));
	buf_init(&b, a, 1024);
	if (sort == PHRASE)
		buf_byte(&b, '"');
	bool is_any = sort == ONE_ANY || sort == TWO_ANY || sort == BEGINNING;
	word_put(&b, is_any ? word_any() : common, is_russian);
	if (sort == TWO_COMMON || sort == TWO_ANY || sort == PHRASE) {
		buf_byte(&b, ' ');
		word_put(&b, sort == TWO_ANY ? word_any() : (uint32_t)(random_next() % 100), is_russian);
	}
	if (sort == PHRASE)
		buf_byte(&b, '"');
	if (sort == BEGINNING) {
		b.n = is_russian ? 8 : 4;
		buf_byte(&b, '*');
	}
	if (sort == FILTERED) {
		q.noun = S("statement");
		q.party = S("tj");
		q.lang = is_russian ? S("ru") : S("en");
	}
	if (sort == OF_A_DAY) {
		q.from = (struct date){ 2006, 3, 7, -1 };
		q.until = (struct date){ 2016, 4, 27, -1 };
	}
	q.text = buf_str(&b);
	return q;
}

static int by_size(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;
	return (a > b) - (a < b);
}

static void ask(const struct search_index *index, enum sort sort)
{
	static double wall[ASKED], cpu[ASKED];
	struct arena a;
	struct err err;
	uint64_t total = 0;
	arena_init(&a, (size_t)64 << 20);
	for (unsigned i = 0; i < ASKED; i++) {
		struct search_result found;
		arena_reset(&a);
		struct search_query q = query_make(&a, sort);
		double wall_began = seconds(CLOCK_MONOTONIC), cpu_began = seconds(CLOCK_THREAD_CPUTIME_ID);
		if (index->find(index->ctx, &q, &a, &found, &err) != RC_OK)
			fail(&err);
		wall[i] = seconds(CLOCK_MONOTONIC) - wall_began;
		cpu[i] = seconds(CLOCK_THREAD_CPUTIME_ID) - cpu_began;
		total += found.total;
	}
	arena_release(&a);
	qsort(wall, ASKED, sizeof wall[0], by_size);
	qsort(cpu, ASKED, sizeof cpu[0], by_size);
	(void)printf("search: %-46s p50 %6.2f ms, p99 %6.2f ms; processor %6.2f, %6.2f; %llu found\n",
	    sort_names[sort], wall[ASKED / 2] * 1e3, wall[ASKED * 99 / 100] * 1e3, cpu[ASKED / 2] * 1e3,
	    cpu[ASKED * 99 / 100] * 1e3, (unsigned long long)(total / ASKED));
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	double sum = 0;
	for (uint32_t i = 0; i < WORDS; i++)
		sums[i] = sum += 1.0 / (i + 1);
	if (access(argv[1], F_OK) != 0)
		build(argv[1], argc > 2 ? strtoull(argv[2], NULL, 10) : 1000000);
	struct tables_store store = sql_tables(str_c(argv[1]));
	for (enum sort sort = 0; sort < SORT__COUNT; sort++)
		ask(&store.index, sort);
	store.free(store.ctx);
	return 0;
}
