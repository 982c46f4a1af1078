/* Wires the parts that may not know each other, and nothing else. */
#include <signal.h>
#include <stdio.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "convert/docx_write.h"
#include "convert/reader.h"
#include "convert/zip.h"
#include "mail/mailer.h"
#include "proof/sshsig.h"
#include "service/tables.h"
#include "store/files.h"
#include "store/sql.h"
#include "sys/clock.h"
#include "sys/fetch.h"
#include "sys/office.h"
#include "sys/sandbox.h"
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

static void ready(void *ctx, uint16_t port)
{
	(void)printf("Serving on http://%s:%u/ (end with Ctrl+C)\n", (const char *)ctx, port);
	(void)fflush(stdout);
}

static void mail_count(void *ctx, struct web_mail *out)
{
	struct mailer_counters n;
	mailer_counters(ctx, &n);
	*out = (struct web_mail){ n.sent, n.failed, n.retried, n.behind };
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
	union {
		const char *given;
		void *kept;
	} name = { .given = how->host };
	struct str base = how->url != NULL ? str_c(how->url) : STR_NONE;
	struct web_options options = { .service = s, .host = how->host, .port = how->port,
		.is_demo = how->is_demo, .converter = &converter, .base = base, .ready = ready,
		.ready_ctx = name.kept };
	const struct mailer_options mail = { s, how->sendmail, how->mail_from, how->mail_to,
		how->mail_mark, base };
	sys_random(options.hash_key, sizeof options.hash_key);
	struct sigaction act = { .sa_handler = stop };
	(void)sigaction(SIGINT, &act, NULL);
	(void)sigaction(SIGTERM, &act, NULL);
	enum rc rc = how->sendmail != NULL ? mailer_start(&mailer, &mail, err) : RC_OK;
	const struct tables_options kept = { .service = s, .store = sql_tables(str_c(how->tables)),
		.report = report };
	if (rc == RC_OK)
		rc = tables_start(&tables, &kept, err);
	options.index = &kept.store.index;
	options.pack = pack;
	options.mail = mailer != NULL ? mail_count : NULL;
	options.mail_ctx = mailer;
	if (rc == RC_OK)
		rc = web_serve(&options, err);
	tables_stop(tables);
	kept.store.free(kept.store.ctx);
	mailer_stop(mailer);
	return rc;
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
		.serve = serve,
		.tables = sql_tables };
	if (fetch_open(&env.fetch, &err) != RC_OK)
		return cli_fail(&err);
	int status = cli_main(&env, argc, argv);
	fetch_close(&env.fetch);
	return status;
}
