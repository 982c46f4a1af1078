/* Wires the parts that may not know each other, and nothing else. */
#include <signal.h>
#include <stdio.h>
#include <sys/statvfs.h>

#include "base/arena.h"
#include "base/endian.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/cli.h"
#include "convert/docx_write.h"
#include "convert/reader.h"
#include "convert/zip.h"
#include "mail/command.h"
#include "mail/mailer.h"
#include "proof/sshsig.h"
#include "service/tables.h"
#include "store/blobs.h"
#include "store/files.h"
#include "store/sql.h"
#include "sys/clock.h"
#include "sys/confine.h"
#include "sys/fetch.h"
#include "sys/filter.h"
#include "sys/notify.h"
#include "sys/office.h"
#include "sys/sandbox.h"
#include "sys/starter.h"
#include "view/sheet.h"
#include "web/web.h"

#define STORE_BYTES ((size_t)4 * 1024 * 1024 * 1024)

struct opened {
	struct arena arena;
	struct files *files;
};
static struct opened opened; /* one record a process */

static enum rc store_open(void *ctx, struct str dir, bool is_reader, struct log_store *out,
    struct err *err)
{
	(void)ctx;
	struct files_options options = { .dir = dir, .is_reader = is_reader, .create = !is_reader };
	arena_init(&opened.arena, STORE_BYTES);
	enum rc rc = files_open(&opened.files, &opened.arena, &options, err);
	if (rc != RC_OK)
		arena_release(&opened.arena);
	else
		*out = files_store(opened.files);
	return rc;
}

static void store_close(void *ctx)
{
	(void)ctx;
	files_close(opened.files);
	arena_release(&opened.arena);
}

static void stop(int signal)
{
	(void)signal;
	web_stop();
}

/* What the serving process has beside the service. */
static struct {
	const struct cli_serving *how;
	struct starter *starter;
	struct confinement confinement;
	struct command mail;
	enum rc rc; /* why it stopped before it served */
	struct err err;
} serving;

/* What is asked of the starter. */
enum { TASK_MAIL, TASK_READ, TASKS };

static enum rc mail_task(void *ctx, struct str message, struct buf *out, struct err *err)
{
	uint8_t status[4];
	(void)err;
	put_u32be(status, (uint32_t)command_run(ctx, message));
	buf_bytes(out, status, sizeof status);
	return RC_OK;
}

static int mail_send(void *ctx, struct str message)
{
	SCOPE_ARENA(a, 4096);
	struct buf out;
	struct err err;
	buf_init(&out, &a, 4096);
	enum rc rc = starter_ask(ctx, TASK_MAIL, message, &out, &err);
	if (rc != RC_OK || out.n != 4)
		return COMMAND_NOT_STARTED;
	return (int32_t)get_u32be((const uint8_t *)out.p);
}

static enum rc read_task(void *ctx, struct str errand, struct buf *out, struct err *err)
{
	(void)ctx;
	return sandbox_run(errand, out, err);
}

static enum rc read_ask(struct str errand, struct buf *out, struct err *err)
{
	return starter_ask(serving.starter, TASK_READ, errand, out, err);
}

static enum rc prepare(const struct cli_serving *how, struct err *err)
{
	const struct starter_task tasks[TASKS] = { [TASK_MAIL] = { mail_task, &serving.mail },
		[TASK_READ] = { read_task, NULL } };
	notify_open();
	if (how->sendmail != NULL && !command_parse(&serving.mail, how->sendmail))
		return cm_fail(err, RC_INVALID, "the mail command is empty or too long");
	return starter_start(&serving.starter, tasks, TASKS, err);
}

static enum rc confine(const struct cli_serving *how, struct err *err)
{
	char around[4096] = "."; /* the file of recipients is replaced by an editor */
	if (how->is_unconfined)
		return RC_OK;
	if (how->mail_to != NULL && strrchr(how->mail_to, '/') != NULL)
		(void)fmt_into(around, sizeof around, "%.*s",
		    (int)(strrchr(how->mail_to, '/') - how->mail_to) + 1, how->mail_to);
	const char *write[] = { how->dir, NULL }, *read[3] = { NULL };
	size_t count = 0;
	if (how->mail_to != NULL)
		read[count++] = around;
	if (how->facts != NULL)
		read[count++] = how->facts;
	enum rc rc = confine_files(&serving.confinement, &(struct confine_paths){ write, read }, err);
	if (rc == RC_OK && filter_is_possible() && serving.confinement.landlock == 0)
		(void)fprintf(stderr, "comity: this system has no Landlock: files are not confined\n");
	return rc;
}

/* It listens, and has answered nobody yet. */
static void ready(void *ctx, uint16_t port)
{
	(void)ctx;
	if (!serving.how->is_unconfined)
		serving.rc = confine_calls(&serving.confinement, &serving.err);
	if (serving.rc != RC_OK) {
		web_stop();
		return;
	}
	(void)printf("Serving on http://%s:%u/ (end with Ctrl+C)\n", serving.how->host, port);
	struct str sign = serving.how->sign_url != NULL ? str_c(serving.how->sign_url) : STR_NONE;
	if (str_ends(sign, S(":*")))
		(void)printf("Acts are signed on %.*s:%u/\n", (int)sign.n - 2, sign.p, port);
	else if (sign.n > 0)
		(void)printf("Acts are signed on %.*s/\n", STR_ARG(sign));
	(void)fflush(stdout);
	notify_ready();
}

static void mail_count(void *ctx, struct web_mail *out)
{
	struct mailer_counters n;
	mailer_counters(ctx, &n);
	*out = (struct web_mail){ n.sent, n.failed, n.retried, n.behind };
}

static void state_tell(void *ctx, struct web_state *out)
{
	struct statvfs disk;
	(void)ctx;
	*out = (struct web_state){ .is_confined = serving.confinement.has_filter,
		.has_landlock = serving.confinement.landlock > 0,
		.free_bytes = -1 };
	if (statvfs(serving.how->dir, &disk) == 0)
		out->free_bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
}

static enum rc copy_write(struct arena *a, const struct converter_copy *copy, struct buf *out,
    struct err *err)
{
	const struct docx_copy docx = { copy->draft, copy->party, copy->at };
	return docx_copy_write(a, &docx, out, NULL, err);
}

static const struct converter converter = { .rolling = docx_rolling_write,
	.copy = copy_write,
	.read = sandbox_run,
	.office = office_convert };
/* A server starts no program, but asks for a reader. */
static const struct converter serving_converter = { .rolling = docx_rolling_write,
	.copy = copy_write,
	.read = read_ask };

static void report(void *ctx, const struct err *err)
{
	(void)ctx;
	(void)fprintf(stderr, "comity: %s\n", err->text);
}

static enum rc pack(struct buf *out, const struct book_part *parts, uint32_t count, struct err *err)
{
	struct zip_part files[BOOK_PARTS];
	cm_assert(count <= BOOK_PARTS);
	for (uint32_t i = 0; i < count; i++)
		files[i] = (struct zip_part){ parts[i].name, parts[i].bytes };
	return zip_write(out, files, count, err);
}

static enum rc serve(struct service *s, const struct cli_serving *how, struct err *err)
{
	struct mailer *mailer = NULL;
	struct tables *tables = NULL;
	struct eraser *eraser = NULL;
	struct blob_store blobs = blobs_open(str_c(how->contents));
	struct str base = how->url != NULL ? str_c(how->url) : STR_NONE;
	struct web_options options = { .service = s, .host = how->host, .port = how->port,
		.is_demo = how->is_demo, .converter = &serving_converter, .base = base, .ready = ready,
		.signing = how->sign_url != NULL ? str_c(how->sign_url) : STR_NONE,
		.reading = how->reading != NULL ? str_c(how->reading) : STR_NONE,
		.alive = notify_alive, .state = state_tell };
	const struct mailer_options mail = { s, how->sendmail, how->mail_from, how->mail_to,
		how->mail_mark, base,
		mail_send, serving.starter };
	serving.how = how;
	sys_random(options.hash_key, sizeof options.hash_key);
	options.random = sys_random;
	struct sigaction act = { .sa_handler = stop };
	(void)sigaction(SIGINT, &act, NULL);
	(void)sigaction(SIGTERM, &act, NULL);
	enum rc rc = how->sendmail != NULL ? mailer_start(&mailer, &mail, err) : RC_OK;
	const struct tables_options kept = { .service = s, .store = sql_tables(str_c(how->tables)),
		.report = report };
	if (rc == RC_OK)
		rc = tables_start(&tables, &kept, err);
	const struct eraser_options erasing = { .service = s, .blobs = &blobs, .report = report };
	if (rc == RC_OK)
		rc = eraser_start(&eraser, &erasing, err);
	options.index = &kept.store.index;
	options.blobs = &blobs;
	options.pack = pack;
	options.mail = mailer != NULL ? mail_count : NULL;
	options.mail_ctx = mailer;
	if (rc == RC_OK)
		rc = web_serve(&options, err);
	notify_stopping();
	tables_stop(tables);
	eraser_stop(eraser);
	blobs_close(&blobs);
	kept.store.free(kept.store.ctx);
	mailer_stop(mailer);
	starter_stop(serving.starter);
	if (rc == RC_OK && serving.rc != RC_OK && err != NULL)
		*err = serving.err;
	return rc == RC_OK ? serving.rc : rc;
}

int main(int argc, char **argv)
{
	struct err err;
	if (argc == 2 && strcmp(argv[1], SANDBOX_WORD) == 0)
		sandbox_serve(reader_answer);
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	(void)sigaction(SIGPIPE, &ignore, NULL);
	if (!crypto_ready()) {
		(void)fprintf(stderr, "comity: the cryptographic libraries cannot be started\n");
		return CLI_NO;
	}
	struct cli_env env = { .service = sys_env(),
		.open_store = store_open,
		.close_store = store_close,
		.converter = &converter,
		.prepare = prepare,
		.confine = confine,
		.serve = serve,
		.tables = sql_tables,
		.blobs = blobs_open,
		.blobs_close = blobs_close };
	if (fetch_open(&env.fetch, &err) != RC_OK)
		return cli_fail(&err);
	int status = cli_main(&env, argc, argv);
	fetch_close(&env.fetch);
	return status;
}
