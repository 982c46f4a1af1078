/*
 * Runs a fuzz harness over every file of a corpus folder, and over truncations of it at some fifty
 * lengths (a dozen with a sanitizer), without libFuzzer: so each compiler and each sanitizer replays what
 * was once found. One TAP line a file.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/gen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FILE_BYTES_MAX (4 * 1024 * 1024)
#define TRUNCATIONS (GEN_SANITIZED ? 12 : 48)

/* A copy of exactly n bytes, so that sanitizers see one byte too many. */
static void input_run(const uint8_t *p, size_t n)
{
	uint8_t *exact = malloc(n == 0 ? 1 : n);
	if (exact == NULL)
		abort();
	if (n > 0)
		memcpy(exact, p, n);
	(void)LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

static int file_run(const char *folder, const char *name)
{
	static uint8_t bytes[FILE_BYTES_MAX];
	char path[4096];
	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return -1;
	size_t n = fread(bytes, 1, sizeof bytes, f);
	(void)fclose(f);
	input_run(bytes, n);
	for (size_t cut = 0; cut < n; cut += 1 + n / TRUNCATIONS)
		input_run(bytes, cut);
	return 0;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	struct dirent **entries = NULL;
	int count = argc > 1 ? scandir(argv[1], &entries, is_visible, alphasort) : 0;
	int failed = 0;
	if (count < 0)
		count = 0;
	printf("1..%d\n", count + 1);
	input_run((const uint8_t *)"", 0);
	printf("ok 1 - the empty input\n");
	for (int i = 0; i < count; i++) {
		int rc = file_run(argv[1], entries[i]->d_name);
		failed += rc != 0;
		printf("%sok %d - %s\n", rc == 0 ? "" : "not ", i + 2, entries[i]->d_name);
		(void)fflush(stdout);
		free(entries[i]);
	}
	free(entries);
	return failed == 0 ? 0 : 1;
}
