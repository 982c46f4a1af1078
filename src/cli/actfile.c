#include "cli/actfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/textfile.h"

/* The message's own members, enough to know who signs. */
static enum rc message_parse(struct actfile *f, struct arena *a, const char *path,
    struct err *err)
{
	struct str rest = f->message;
	struct str version = str_cut(&rest, '\n');
	(void)str_cut(&rest, '\n');
	struct str line = str_cut(&rest, '\n');
	if (version.n + 1 != sizeof ACT_VERSION_LINE - 1 ||
	    memcmp(version.p, ACT_VERSION_LINE, version.n) != 0)
		return cm_fail(err, RC_INVALID, "%s does not begin with comity/act/v1", path);
	struct fault fault = json_parse(&f->act.json, a, line);
	if (fault.id != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "%s: %s at byte %u of line 3", path,
		    fault_name(fault.id), fault.offset);
	const struct json *j = &f->act.json;
	uint32_t by = json_member(j, 0, S("by")), with = json_member(j, 0, S("with"));
	uint32_t kind = json_member(j, 0, S("act"));
	if (by == 0 || kind == 0 || j->nodes[by].type != JSON_STRING)
		return cm_fail(err, RC_INVALID, "%s: the act lacks \"act\" or \"by\"", path);
	f->act.kind = json_text(j, kind, a);
	f->signers[f->signers_count++] = json_text(j, by, a);
	if (with == 0)
		return RC_OK;
	for (uint32_t m = json_first(with); m < j->nodes[with].next; m = j->nodes[m].next) {
		if (f->signers_count == SIGNATURES_MAX || j->nodes[m].type != JSON_STRING)
			return cm_fail(err, RC_INVALID, "%s: \"with\" is no list of at most 15 handles",
			    path);
		f->signers[f->signers_count++] = json_text(j, m, a);
	}
	return RC_OK;
}

uint32_t actfile_slot(const struct actfile *f, struct str handle)
{
	for (uint32_t i = 0; i < f->signers_count; i++) {
		if (str_eq(f->signers[i], handle) && f->signatures[i].n == 0)
			return i;
	}
	return SIGNATURES_MAX;
}

bool actfile_signs(const struct actfile *f, struct str handle)
{
	for (uint32_t i = 0; i < f->signers_count; i++) {
		if (str_eq(f->signers[i], handle))
			return true;
	}
	return false;
}

enum rc actfile_read(struct actfile *out, struct arena *a, const char *path, struct err *err)
{
	struct str text;
	*out = (struct actfile){ .signers_count = 0 };
	enum rc rc = textfile_read(&text, a, path, SUBMISSION_BYTES_MAX, err);
	if (rc != RC_OK)
		return rc;
	size_t end = str_find_str(text, S("\n\n"));
	out->message = end == text.n ? text : str_sub(text, 0, end + 1);
	rc = message_parse(out, a, path, err);
	struct str rest = str_sub(text, end + 2, text.n);
	while (rc == RC_OK && rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		struct str handle = str_cut(&line, ' ');
		uint32_t slot = actfile_slot(out, handle);
		if (slot == SIGNATURES_MAX || line.n == 0)
			return cm_fail(err, RC_INVALID, "%s: a signature of %.*s has no place here", path,
			    STR_ARG(handle));
		out->signatures[slot] = line;
	}
	return rc;
}

uint32_t actfile_missing(const struct actfile *f)
{
	uint32_t missing = 0;
	for (uint32_t i = 0; i < f->signers_count; i++)
		missing += f->signatures[i].n == 0;
	return missing;
}

void actfile_submission(const struct actfile *f, struct buf *out)
{
	buf_put(out, f->message);
	if (actfile_missing(f) < f->signers_count)
		buf_put(out, S("\n"));
	for (uint32_t i = 0; i < f->signers_count; i++) {
		if (f->signatures[i].n == 0)
			continue;
		buf_put(out, f->signers[i]);
		buf_put(out, S(" "));
		buf_put(out, f->signatures[i]);
		buf_put(out, S("\n"));
	}
}

enum rc actfile_write(const struct actfile *f, struct arena *a, const char *path,
    struct err *err)
{
	char beside[4096];
	struct buf b;
	struct str bytes;
	buf_init(&b, a, SUBMISSION_BYTES_MAX);
	actfile_submission(f, &b);
	enum rc rc = buf_done(&b, &bytes, err);
	if (rc != RC_OK)
		return rc;
	int n = snprintf(beside, sizeof beside, "%s.new", path);
	if (n < 0 || (size_t)n >= sizeof beside)
		return cm_fail(err, RC_INVALID, "the path is too long");
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	bool is_written = fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n &&
	    fsync(fd) == 0;
	if (fd >= 0 && close(fd) != 0)
		is_written = false;
	if (!is_written || rename(beside, path) != 0)
		return cm_fail(err, RC_IO, "%s could not be written: %s", path, strerror(errno));
	return RC_OK;
}
