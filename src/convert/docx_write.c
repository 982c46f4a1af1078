#include "convert/docx_write.h"

#include "convert/zip.h"

static enum rc parts_write(const struct docx_parts *parts, struct buf *out, struct err *err)
{
	struct zip_part files[DOCX_PARTS_COUNT_MAX];
	for (uint32_t i = 0; i < parts->count; i++)
		files[i] = (struct zip_part){ parts->at[i].name, parts->at[i].bytes };
	return zip_write(out, files, parts->count, err);
}

enum rc docx_rolling_write(struct arena *a, const struct draft *d, struct buf *out, struct err *err)
{
	struct docx_parts parts;
	enum rc rc = docx_rolling_render(a, d, &parts, err);
	return rc == RC_OK ? parts_write(&parts, out, err) : rc;
}

enum rc docx_copy_write(struct arena *a, const struct docx_copy *copy, struct buf *out,
    uint32_t *asks, struct err *err)
{
	struct docx_parts parts;
	enum rc rc = docx_copy_render(a, copy, &parts, err);
	if (rc != RC_OK)
		return rc;
	if (asks != NULL)
		*asks = parts.asks;
	return parts_write(&parts, out, err);
}
