/* Content beside the record as files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/encode.h"
#include "lib/tmpdir.h"
#include "proof/sha.h"
#include "store/blobs.h"

#define BYTES_MAX ((size_t)1 << 20)

static struct tmpdir dir;
static struct arena arena;

static struct blob_store store(const char *name)
{
	char path[1024];
	(void)snprintf(path, sizeof path, "%s/%s", dir.path, name);
	return blobs_open(str_c(path));
}

static struct str blob(struct hash *name, char fill, size_t n)
{
	char *bytes = arena_alloc(&arena, n, 1);
	memset(bytes, fill, n);
	sha256(name, bytes, n);
	return (struct str){ bytes, n };
}

static void path_of(char out[2048], const char *folder, const struct hash *name)
{
	char hex[2 * HASH_BYTES + 1];
	hex_encode(hex, name->bytes, HASH_BYTES);
	hex[2 * HASH_BYTES] = 0;
	(void)snprintf(out, 2048, "%s/%s/%s", dir.path, folder, hex);
}

static void what_is_put_is_there_under_its_hash_until_it_is_erased(void **state)
{
	(void)state;
	struct blob_store b = store("one");
	struct hash name, other;
	struct err err;
	struct buf out;
	struct str bytes = blob(&name, 'a', 100000);
	(void)blob(&other, 'b', 40);
	assert_false(b.has(b.ctx, &name));
	assert_int_equal(b.erase(b.ctx, &name, &err), RC_OK);
	assert_int_equal(b.put(b.ctx, &name, bytes, &err), RC_OK);
	assert_int_equal(b.put(b.ctx, &name, bytes, &err), RC_OK);
	assert_true(b.has(b.ctx, &name) && !b.has(b.ctx, &other));
	buf_init(&out, &arena, BYTES_MAX);
	assert_int_equal(b.get(b.ctx, &name, &out, &err), RC_OK);
	assert_true(str_eq(buf_str(&out), bytes));
	assert_int_equal(b.get(b.ctx, &other, &out, &err), RC_NOT_FOUND);
	buf_init(&out, &arena, bytes.n - 1);
	assert_int_equal(b.get(b.ctx, &name, &out, &err), RC_LIMIT);
	assert_int_equal(b.erase(b.ctx, &name, &err), RC_OK);
	assert_false(b.has(b.ctx, &name));
	buf_init(&out, &arena, BYTES_MAX);
	assert_int_equal(b.get(b.ctx, &name, &out, &err), RC_NOT_FOUND);
	blobs_close(&b);
}

static void what_is_erased_is_overwritten_first(void **state)
{
	(void)state;
	struct blob_store b = store("two");
	struct hash name;
	struct err err;
	char path[2048], kept[1100], bytes[4096];
	struct str all = blob(&name, 'x', 200000);
	assert_int_equal(b.put(b.ctx, &name, all, &err), RC_OK);
	path_of(path, "two", &name);
	(void)snprintf(kept, sizeof kept, "%s/kept", dir.path);
	assert_int_equal(link(path, kept), 0); /* the same bytes on the disk, by another name */
	assert_int_equal(b.erase(b.ctx, &name, &err), RC_OK);
	FILE *f = fopen(kept, "re");
	size_t n, sum = 0;
	assert_non_null(f);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0) {
		for (size_t i = 0; i < n; i++)
			assert_int_equal(bytes[i], 0);
		sum += n;
	}
	(void)fclose(f);
	assert_int_equal(sum, all.n);
	blobs_close(&b);
}

static void other_bytes_under_the_name_are_found(void **state)
{
	(void)state;
	struct blob_store b = store("three");
	struct hash name;
	struct err err;
	struct buf out;
	char path[2048];
	struct str bytes = blob(&name, 'c', 5000);
	for (size_t at = 0; at < bytes.n; at += 997) {
		assert_int_equal(b.put(b.ctx, &name, bytes, &err), RC_OK);
		path_of(path, "three", &name);
		FILE *f = fopen(path, "r+e");
		assert_non_null(f);
		assert_int_equal(fseek(f, (long)at, SEEK_SET), 0);
		assert_int_equal(fputc('d', f), 'd');
		assert_int_equal(fclose(f), 0);
		buf_init(&out, &arena, BYTES_MAX);
		assert_int_equal(b.get(b.ctx, &name, &out, &err), RC_CORRUPT);
		assert_int_equal(b.erase(b.ctx, &name, &err), RC_OK);
	}
	blobs_close(&b);
}

/* Only its owner reads it, and nothing half-written ever has a name. */
static void only_whole_files_have_names_and_only_the_owner_reads_them(void **state)
{
	(void)state;
	struct blob_store b = store("four"), none = store("not/there");
	struct hash name;
	struct err err;
	struct stat is;
	char path[2048];
	struct str bytes = blob(&name, 'e', 64);
	assert_int_equal(b.put(b.ctx, &name, bytes, &err), RC_OK);
	path_of(path, "four", &name);
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
	assert_int_equal(is.st_nlink, 1);
	assert_int_equal(none.put(none.ctx, &name, bytes, &err), RC_IO);
	assert_true(strstr(err.text, "its folder") != NULL);
	blobs_close(&b);
	blobs_close(&none);
}

static int up(void **state)
{
	(void)state;
	tmpdir_new(&dir);
	arena_init(&arena, 64 * BYTES_MAX);
	return 0;
}

static int down(void **state)
{
	(void)state;
	tmpdir_free(&dir);
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_put_is_there_under_its_hash_until_it_is_erased),
		cmocka_unit_test(what_is_erased_is_overwritten_first),
		cmocka_unit_test(other_bytes_under_the_name_are_found),
		cmocka_unit_test(only_whole_files_have_names_and_only_the_owner_reads_them),
	};
	return cmocka_run_group_tests_name("store/blobs", tests, up, down);
}
