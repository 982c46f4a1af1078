/* What benchmarks share: a record in a folder, opened as the program opens it. */
#ifndef BENCH_FORUM_H
#define BENCH_FORUM_H

#include "bench/acts.h"
#include "service/service.h"
#include "store/files.h"

struct bench_record {
	struct arena arena;      /* of store and log */
	struct files *files;
	struct log_store store;
	struct forum_fold fold;
	struct vkey log_key;
	uint8_t seed[32];
	struct log *log;
	struct bench_acts acts;
	bool is_bare; /* no rules behind the log */
};
/* Opens or makes the forum's folder DIR (cli/home.h); a reader when it is only looked at. Ends the
 * program on errors. */
void bench_open(struct bench_record *r, const char *dir, bool is_reader);
void bench_close(struct bench_record *r);
/* The log's seed, the same in every run: so that acts can be made again. */
void bench_seed(uint8_t seed[32]);
struct str bench_origin(void);
/* The acts of this forum, on the checkpoint of the empty record. */
void bench_acts_init(struct bench_acts *out);

double bench_now(void); /* seconds, monotonic */
/* Ends the program with a message. */
_Noreturn void bench_fail(const char *what, const struct err *err);

#endif
