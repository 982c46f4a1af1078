#define _GNU_SOURCE
#include "sys/office.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "sys/process.h"

#define OFFICE_MS 120000 /* its first start makes a profile */
#define SAID_BYTES_MAX ((size_t)1 << 20)
#define PATH_BYTES 1024

/* One call sets both: tagged for readers that speak, and of the kind that archives take. */
#define PDF_FILTER                                                                                 \
	"pdf:writer_pdf_Export:{\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"    \
	"\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"}}"

struct place {
	char directory[PATH_BYTES];
};

static int entry_remove(const char *path, const struct stat *s, int kind, struct FTW *at)
{
	(void)s;
	(void)kind;
	(void)at;
	return remove(path);
}

static void place_remove(struct place *p)
{
	if (p->directory[0] != '\0')
		(void)nftw(p->directory, entry_remove, 16, FTW_DEPTH | FTW_PHYS);
}

static enum rc place_make(struct place *p, struct err *err)
{
	const char *where = getenv("TMPDIR");
	char path[PATH_BYTES];
	p->directory[0] = '\0';
	(void)fmt_into(path, sizeof path, "%s/comity-office-XXXXXX", where != NULL ? where : "/tmp");
	if (mkdtemp(path) == NULL)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	memcpy(p->directory, path, sizeof path);
	return RC_OK;
}

static enum rc file_write(const char *path, struct str bytes, struct err *err)
{
	FILE *f = fopen(path, "wxe");
	if (f == NULL)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	bool is_written = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (fclose(f) != 0 || !is_written)
		return cm_fail(err, RC_IO, "%s could not be written: %s", path, strerror(errno));
	return RC_OK;
}

static enum rc file_read(const char *path, struct buf *out, struct err *err)
{
	char bytes[16384];
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return cm_fail(err, RC_IO, "LibreOffice made nothing of the file");
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_bytes(out, bytes, n);
	bool is_read = ferror(f) == 0;
	(void)fclose(f);
	if (!is_read || out->failed)
		return cm_fail(err, RC_LIMIT, "what LibreOffice made cannot be read, or is too long");
	return RC_OK;
}

static enum rc office_run(const struct place *p, const char *input, const char *to, struct err *err)
{
	char profile[PATH_BYTES + 64], home[PATH_BYTES + 8], path[PATH_BYTES], filter[400];
	const char *system_path = getenv("PATH");
	(void)fmt_into(profile, sizeof profile, "-env:UserInstallation=file://%s/profile", p->directory);
	(void)fmt_into(home, sizeof home, "HOME=%s", p->directory);
	(void)fmt_into(path, sizeof path, "PATH=%s", system_path != NULL ? system_path : "/usr/bin:/bin");
	(void)fmt_into(filter, sizeof filter, "%s", strcmp(to, "pdf") == 0 ? PDF_FILTER : to);
	char soffice[] = "soffice", headless[] = "--headless", norestore[] = "--norestore",
	     convert[] = "--convert-to", outdir[] = "--outdir";
	char directory[PATH_BYTES], file[PATH_BYTES];
	(void)fmt_into(directory, sizeof directory, "%s/out", p->directory);
	(void)fmt_into(file, sizeof file, "%s", input);
	char *words[] = { soffice, profile, headless, norestore, convert, filter, outdir, directory, file,
		NULL };
	char *environment[] = { home, path, NULL };
	const struct process run = { words, environment, STR_NONE, OFFICE_MS };
	SCOPE_ARENA(a, 2 * SAID_BYTES_MAX);
	struct buf said;
	buf_init(&said, &a, SAID_BYTES_MAX);
	enum rc rc = process_run(&run, &said, err);
	if (rc == RC_NOT_FOUND)
		return cm_fail(err, rc, "this needs LibreOffice, and soffice is not installed "
					"(Debian: libreoffice-writer)");
	return rc;
}

enum rc office_convert(const struct converter_office *order, struct buf *out, struct err *err)
{
	struct place p __attribute__((cleanup(place_remove)));
	char input[PATH_BYTES], made[PATH_BYTES];
	enum rc rc = place_make(&p, err);
	if (rc != RC_OK)
		return rc;
	(void)fmt_into(input, sizeof input, "%s/text.%s", p.directory, order->from);
	(void)fmt_into(made, sizeof made, "%s/out/text.%s", p.directory, order->to);
	rc = file_write(input, order->file, err);
	if (rc == RC_OK)
		rc = office_run(&p, input, order->to, err);
	return rc == RC_OK ? file_read(made, out, err) : rc;
}
