/* `comity text export`: a negotiated text as a file for others. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/options.h"
#include "cli/text.h"
#include "cli/text_source.h"
#include "cli/textfile.h"

#define FILE_BYTES_MAX ((size_t)256 * 1024 * 1024)

struct export_wish {
	struct text_place place;
	struct text_file_order order;
	const char *office; /* what LibreOffice makes of the Word file, or NULL */
	const char *out;
};

static enum rc file_make(struct str *file, struct arena *a, const struct export_wish *w,
    struct err *err)
{
	struct buf made, converted;
	buf_init(&made, a, FILE_BYTES_MAX);
	enum rc rc = text_source_file(&made, a, &w->place, &w->order, err);
	*file = buf_str(&made);
	if (rc != RC_OK || w->office == NULL)
		return rc;
	const struct converter_office order = { *file, "docx", w->office };
	buf_init(&converted, a, FILE_BYTES_MAX);
	rc = w->place.env->converter->office(&order, &converted, err);
	*file = buf_str(&converted);
	return rc;
}

static int export_run(const struct export_wish *w)
{
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct str file;
	struct err err;
	enum rc rc = file_make(&file, &a, w, &err);
	if (rc == RC_OK && w->out != NULL)
		rc = textfile_write(w->out, file, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	if (w->out == NULL)
		(void)fwrite(file.p, 1, file.n, stdout);
	return CLI_YES;
}

static bool format_read(struct export_wish *w, const char *format)
{
	bool is_office = strcmp(format, "pdf") == 0 || strcmp(format, "odt") == 0;
	w->office = is_office ? format : NULL;
	w->order.file = is_office ? TEXT_FILE_DOCX : text_file_of(str_c(format));
	return w->order.file != TEXT_FILE__COUNT;
}

int text_export_command(const struct cli_env *env, int argc, char **argv)
{
	struct export_wish w = { .place = { .env = env } };
	const char *format = NULL, *lang = NULL, *party = NULL;
	const struct cli_option options[] = {
		{ .name = "from", .value = "DIR|URL", .says = "the record", .text = &w.place.from },
		{ .name = "format", .value = "FORMAT", .text = &format,
		    .says = "akn, xliff, docx, docx-copy, md, txt, json, pdf, odt" },
		{ .name = "lang", .value = "TAG", .text = &lang,
		    .says = "of akn; of xliff: to translate into" },
		{ .name = "party", .value = "PARTY", .text = &party,
		    .says = "of docx-copy: whose; of md, txt: as it reads it" },
		{ .name = "clean", .says = "of md, txt: as it was before any proposal",
		    .flag = &w.order.is_clean },
		{ .name = "out", .value = "FILE", .says = "instead of standard output", .text = &w.out },
	};
	const struct cli_form form = { "text export", "TEXT",
		"A negotiated text as a file: akn is Akoma Ntoso with every choice and proposal; xliff\n"
		"goes to translators; docx is the rolling text with its brackets; docx-copy is a working\n"
		"copy for Word, with track changes on, that comes back by comity text return. pdf and odt\n"
		"are made of docx by LibreOffice, where it is installed.",
		options, CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (w.place.from == NULL || format == NULL)
		return cli_usage("text export", "--from or --format is missing");
	if (!format_read(&w, format))
		return cli_usage("text export", "there is no format \"%s\"", format);
	w.place.code = str_c(argv[1]);
	w.order.lang = lang != NULL ? str_c(lang) : STR_NONE;
	w.order.party = party != NULL ? str_c(party) : STR_NONE;
	return export_run(&w);
}
