#include "sys/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>

#define TIMEOUT_S 60L

static size_t body_take(char *p, size_t size, size_t n, void *ctx)
{
	struct buf *out = ctx;
	buf_bytes(out, p, size * n);
	return out->failed ? 0 : size * n;
}

static enum rc transfer_end(CURL *curl, const char *url, const struct buf *out, int *status,
    struct err *err)
{
	char why[CURL_ERROR_SIZE] = "";
	long code = 0;
	(void)curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
	CURLcode done = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	*status = (int)code;
	if (out->failed)
		return cm_fail(err, RC_LIMIT, "%s: more than %zu bytes", url, out->max);
	if (done != CURLE_OK)
		return cm_fail(err, RC_IO, "%s: %s", url,
		    why[0] != '\0' ? why : curl_easy_strerror(done));
	return RC_OK;
}

static void transfer_set(CURL *curl, const char *url, struct buf *out)
{
	curl_easy_reset(curl);
	(void)curl_easy_setopt(curl, CURLOPT_URL, url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, body_take);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, out);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, TIMEOUT_S);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

static enum rc fetch_get(void *ctx, const char *url, struct buf *out, struct err *err)
{
	int status = 0;
	transfer_set(ctx, url, out);
	enum rc rc = transfer_end(ctx, url, out, &status, err);
	if (rc != RC_OK)
		return rc;
	if (status == 404)
		return cm_fail(err, RC_NOT_FOUND, "%s: not there", url);
	if (status != 200)
		return cm_fail(err, RC_IO, "%s: the server answers %d", url, status);
	return RC_OK;
}

static enum rc fetch_post(void *ctx, const struct fetch_post *post, struct buf *out, int *status,
    struct err *err)
{
	char field[120] = "Content-Type: ";
	size_t n = strlen(field), add = strlen(post->type);
	if (n + add >= sizeof field)
		return cm_fail(err, RC_INVALID, "the content type is too long");
	memcpy(field + n, post->type, add + 1);
	struct curl_slist *fields = curl_slist_append(NULL, field);
	transfer_set(ctx, post->url, out);
	(void)curl_easy_setopt(ctx, CURLOPT_HTTPHEADER, fields);
	(void)curl_easy_setopt(ctx, CURLOPT_POST, 1L);
	(void)curl_easy_setopt(ctx, CURLOPT_POSTFIELDS, post->body.p);
	(void)curl_easy_setopt(ctx, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post->body.n);
	enum rc rc = transfer_end(ctx, post->url, out, status, err);
	curl_slist_free_all(fields);
	return rc;
}

enum rc fetch_open(struct fetcher *out, struct err *err)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return cm_fail(err, RC_LIMIT, "libcurl cannot be started");
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		return cm_fail(err, RC_LIMIT, "libcurl cannot be started");
	*out = (struct fetcher){ fetch_get, fetch_post, curl };
	return RC_OK;
}

void fetch_close(struct fetcher *f)
{
	curl_easy_cleanup(f->ctx);
	curl_global_cleanup();
}
