/* `comity search`: what the index of a forum finds, on this machine or asked of its server. */
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/search_served.h"
#include "project/tables.h"
#include "view/json_out.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define OUT_BYTES_MAX ((size_t)16 * 1024 * 1024)
#define PATH_BYTES_MAX 4000

/* A folder's tables, or the file itself. */
static void path_of(char out[PATH_BYTES_MAX], const char *from)
{
	struct stat s;
	bool is_folder = stat(from, &s) == 0 && S_ISDIR(s.st_mode);
	(void)fmt_into(out, PATH_BYTES_MAX, "%s%s", from, is_folder ? "/" HOME_TABLES : "");
}

/* Without the bytes that say what was found, and without line ends. */
static struct str plain(struct arena *a, struct str marked)
{
	struct buf b;
	buf_init(&b, a, marked.n + 1);
	for (size_t i = 0; i < marked.n; i++) {
		char c = marked.p[i];
		if (c != SEARCH_FOUND_BEGIN && c != SEARCH_FOUND_END)
			buf_byte(&b, (uint8_t)(c == '\n' ? ' ' : c));
	}
	return cli_clean(a, buf_str(&b));
}

static struct str day_of(struct arena *a, struct date d)
{
	struct buf b;
	buf_init(&b, a, 32);
	if (date_known(d))
		date_put(&b, d);
	return buf_str(&b);
}

static void print_text(struct arena *a, const struct search_result *found)
{
	for (uint32_t i = 0; i < found->hits_count; i++) {
		const struct search_hit *hit = &found->hits[i];
		(void)printf("%.*s %.*s %.*s\n    %.*s\n    /%.*s (entry %llu)\n",
		    STR_ARG(cli_clean(a, hit->item.noun)), STR_ARG(cli_clean(a, hit->item.code)),
		    STR_ARG(day_of(a, hit->item.day)),
		    STR_ARG(plain(a, hit->title.n > 0 ? hit->title : hit->snippet)),
		    STR_ARG(cli_clean(a, hit->item.address)), (unsigned long long)hit->item.entry);
	}
	(void)printf("%s%u found\n", found->is_more ? "more than " : "", found->total);
}

static void print_pair(struct json_out *w, const char *key, struct str text)
{
	if (text.n == 0)
		return;
	json_out_key(w, str_c(key));
	json_out_text(w, text);
}

static void print_json(struct arena *a, const struct search_result *found)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, a, OUT_BYTES_MAX);
	json_out_begin(&w, &b);
	json_out_open(&w, '[');
	for (uint32_t i = 0; i < found->hits_count; i++) {
		const struct search_hit *hit = &found->hits[i];
		json_out_open(&w, '{');
		print_pair(&w, "noun", hit->item.noun);
		print_pair(&w, "code", hit->item.code);
		print_pair(&w, "kind", hit->item.kind);
		print_pair(&w, "lang", hit->item.lang);
		print_pair(&w, "party", hit->item.party);
		print_pair(&w, "body", hit->item.body);
		print_pair(&w, "day", day_of(a, hit->item.day));
		print_pair(&w, "symbol", hit->item.symbol);
		print_pair(&w, "title", plain(a, hit->title));
		print_pair(&w, "snippet", plain(a, hit->snippet));
		print_pair(&w, "address", hit->item.address);
		json_out_key(&w, S("entry"));
		json_out_number(&w, (int64_t)hit->item.entry);
		json_out_close(&w);
	}
	json_out_close(&w);
	json_out_end(&w);
	(void)fwrite(b.p, 1, b.n, stdout);
}

static bool date_read(const char *name, const char *text, struct date *out)
{
	*out = DATE_NONE;
	if (text == NULL || date_parse(out, str_c(text)))
		return true;
	(void)cli_usage("search", "%s is not as 2016, 2016-04 or 2016-04-27", name);
	return false;
}

static enum rc ask(const struct search_source *source, const struct search_query *q, struct arena *a,
    struct search_result *found, struct err *err)
{
	char path[PATH_BYTES_MAX];
	if (search_is_served(source->from))
		return search_served(source, q, a, found, err);
	path_of(path, source->from);
	struct tables_store store = source->env->tables(str_c(path));
	enum rc rc = store.index.find(store.index.ctx, q, a, found, err);
	store.free(store.ctx);
	return rc;
}

static struct str word(const char *text)
{
	return text == NULL ? STR_NONE : str_c(text);
}

int search_command(const struct cli_env *env, int argc, char **argv)
{
	const char *from = NULL, *noun = NULL, *kind = NULL, *lang = NULL, *party = NULL;
	const char *body = NULL, *since = NULL, *until = NULL, *most = "20";
	bool is_json = false, is_newest = false;
	const struct cli_option list[] = {
		{ .name = "from", .value = "DIR|FILE|URL",
		    .says = "a forum's folder, its tables, or its server",
		    .text = &from },
		{ .name = "noun", .value = "NOUN", .says = "only releases, decisions ...", .text = &noun },
		{ .name = "kind", .value = "KIND", .says = "only of this kind or state", .text = &kind },
		{ .name = "party", .value = "CODE", .says = "only of this party", .text = &party },
		{ .name = "body", .value = "CODE", .says = "only of this body", .text = &body },
		{ .name = "lang", .value = "TAG", .says = "only in this language", .text = &lang },
		{ .name = "since", .value = "DATE", .says = "of this date or later", .text = &since },
		{ .name = "until", .value = "DATE", .says = "of this date or before", .text = &until },
		{ .name = "max", .value = "N", .says = "so many (20; at most 100)", .text = &most },
		{ .name = "newest", .says = "newest first", .flag = &is_newest },
		{ .name = "json", .says = "the answer as JSON", .flag = &is_json },
	};
	const struct cli_form form = { "search", "QUERY",
		"Searches everything public in a forum. All words must occur, in any form; \"these words\"\n"
		"together, begin*, -without, OR between two. Of a folder the tables must have been built.",
		list, CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	struct search_query q = { .text = str_c(argv[1]), .noun = word(noun), .kind = word(kind),
		.party = word(party), .body = word(body), .lang = word(lang),
		.order = is_newest ? SEARCH_BY_DAY : SEARCH_BY_RANK };
	uint64_t max;
	if (from == NULL)
		return cli_usage("search", "--from is missing");
	if (!cli_number("search", "--max", most, SEARCH_HITS_MAX, &max) ||
	    !date_read("--since", since, &q.from) || !date_read("--until", until, &q.until))
		return CLI_USAGE;
	q.max = (uint32_t)max;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct search_result found;
	if (ask(&(struct search_source){ env, from }, &q, &a, &found, &err) != RC_OK)
		return cli_fail(&err);
	if (is_json)
		print_json(&a, &found);
	else
		print_text(&a, &found);
	return found.total > 0 ? CLI_YES : CLI_NO;
}
