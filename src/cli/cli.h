/*
 * The command line. Each command is one function in a file of its own; main.c gives the effects that
 * cli/ may not reach itself. Exit statuses: 0 yes, 1 no, 2 usage, 70 the record could not be written.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "service/contents.h"
#include "service/converter.h"
#include "service/fetch.h"
#include "service/service.h"
#include "service/tables.h"

/* How a record is served. */
struct cli_serving {
	const char *host;
	uint16_t port;
	bool is_demo;
	const char *url;       /* "https://forum.example.org", as readers reach it; NULL: not known */
	const char *sign_url;  /* "https://sign.forum.example.org", where acts are signed; NULL: nowhere */
	const char *reading;   /* likewise of the pages, where it is not `url`; NULL: it is */
	const char *sendmail;  /* the command for notices; NULL: none are mailed */
	const char *mail_from, *mail_to; /* address; file of recipients */
	const char *mail_mark; /* file: how far notices were mailed */
	const char *tables;    /* file: SQL tables and index of the search */
	const char *contents;  /* folder: content beside the record */
	const char *dir;       /* the forum's */
	const char *facts;     /* folder that is still to be read; NULL: none */
	bool is_unconfined;    /* without the sandbox */
};

struct cli_env {
	struct service_env service;
	enum rc (*open_store)(void *ctx, struct str dir, bool is_reader, struct log_store *out,
	    struct err *err);
	void (*close_store)(void *ctx);
	/* In this order, each once, in the process that is going to serve. Before a key is read: what has to
	 * run outside the sandbox starts. */
	enum rc (*prepare)(const struct cli_serving *how, struct err *err);
	/* Before the first thread: nothing but `dir`, and below `facts` for reading, from here on. */
	enum rc (*confine)(const struct cli_serving *how, struct err *err);
	/* Serves until the process is told to end. */
	enum rc (*serve)(struct service *s, const struct cli_serving *how, struct err *err);
	/* Content beside the record, in a folder. */
	struct blob_store (*blobs)(struct str dir);
	void (*blobs_close)(struct blob_store *b);
	/* SQL tables in a file; tables_store.free gives them back. */
	struct tables_store (*tables)(struct str path);
	struct fetcher fetch;
	const struct converter *converter;
};

/* argv[0] is the program. Returns the exit status. */
int cli_main(const struct cli_env *env, int argc, char **argv);

#define CLI_YES 0
#define CLI_NO 1
#define CLI_USAGE 2

/* argv[0] is the command's name. */
typedef int cli_command(const struct cli_env *env, int argc, char **argv);
cli_command charter_command, demo_command, init_command, serve_command, key_command, act_command,
    audit_command, text_command, vote_command, commitment_command, content_command,
    verify_command, state_command, proof_command, export_command, rebuild_command, search_command;

/* A copy for terminals and JSON: bytes of others, which a server may have sent, do no harm there. What
 * is no UTF-8 or may not stand in an act (control characters, among others) becomes "?". */
struct str cli_clean(struct arena *a, struct str text);
/* "comity: <text>" on standard error, cleaned; CLI_NO. */
int cli_fail(const struct err *err);
/* "comity COMMAND: <text>", a hint at --help; CLI_USAGE. */
CM_PRINTF(2, 3)
int cli_usage(const char *command, const char *fmt, ...);

/* A progress bar on standard error when that is a terminal; silent otherwise. */
struct cli_progress {
	const char *what;
	int shown; /* per cent, or -1 */
	bool is_terminal;
};
void cli_progress_init(struct cli_progress *p, const char *what);
void cli_progress_show(void *progress, uint64_t done, uint64_t all);
void cli_progress_end(struct cli_progress *p);

#endif
