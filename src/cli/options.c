#include "cli/options.h"

#include <stdio.h>

#include "base/encode.h"

static void help_print(const struct cli_form *f)
{
	(void)printf("usage: comity %s%s%s%s\n\n%s\n", f->command,
	    f->options_count > 0 ? " [options]" : "", f->arguments[0] != '\0' ? " " : "",
	    f->arguments, f->says);
	if (f->options_count > 0)
		(void)printf("\n");
	for (uint32_t i = 0; i < f->options_count; i++) {
		const struct cli_option *o = &f->options[i];
		char left[60];
		(void)snprintf(left, sizeof left, "--%s%s%s", o->name, o->value != NULL ? " " : "",
		    o->value != NULL ? o->value : "");
		(void)printf("  %-26s %s\n", left, o->says);
	}
}

static const struct cli_option *option_find(const struct cli_form *f, struct str name)
{
	for (uint32_t i = 0; i < f->options_count; i++) {
		if (str_eq(name, str_c(f->options[i].name)))
			return &f->options[i];
	}
	return NULL;
}

/* Takes the value of an option at argv[*i]; false after an error was printed. */
static bool option_take(const struct cli_form *f, int argc, char **argv, int *i)
{
	struct str rest = str_c(argv[*i] + 2);
	struct str name = str_cut(&rest, '=');
	bool has_value = name.n < strlen(argv[*i] + 2);
	const struct cli_option *o = option_find(f, name);
	if (o == NULL) {
		(void)cli_usage(f->command, "there is no option --%.*s", STR_ARG(name));
		return false;
	}
	if (o->value == NULL) {
		*o->flag = true;
		return !has_value || (cli_usage(f->command, "--%s takes no value", o->name), false);
	}
	if (!has_value && *i + 1 >= argc) {
		(void)cli_usage(f->command, "--%s needs a value (%s)", o->name, o->value);
		return false;
	}
	const char *value = has_value ? rest.p : argv[++*i];
	if (o->text != NULL) {
		*o->text = value;
		return true;
	}
	if (*o->list_count == o->list_max) {
		(void)cli_usage(f->command, "--%s stands more than %u times", o->name, o->list_max);
		return false;
	}
	o->list[(*o->list_count)++] = value;
	return true;
}

int cli_options(const struct cli_form *f, int *argc, char **argv)
{
	int kept = 1;
	bool only_arguments = false;
	for (int i = 1; i < *argc; i++) {
		struct str text = str_c(argv[i]);
		if (!only_arguments && (str_eq(text, S("--help")) || str_eq(text, S("-h")))) {
			help_print(f);
			return CLI_YES;
		}
		if (!only_arguments && str_eq(text, S("--"))) {
			only_arguments = true;
		} else if (!only_arguments && str_starts(text, S("--"))) {
			if (!option_take(f, *argc, argv, &i))
				return CLI_USAGE;
		} else {
			argv[kept++] = argv[i];
		}
	}
	*argc = kept;
	uint32_t arguments = (uint32_t)kept - 1;
	if (arguments < f->arguments_min)
		return cli_usage(f->command, "%s is missing", f->arguments);
	if (arguments > f->arguments_max)
		return cli_usage(f->command, "\"%s\" is too much", argv[f->arguments_max + 1]);
	return -1;
}

bool cli_number(const char *command, const char *name, const char *text, uint64_t max,
    uint64_t *out)
{
	if (dec_decode(out, str_c(text)) && *out <= max)
		return true;
	(void)cli_usage(command, "%s must be a number up to %llu, not \"%s\"", name,
	    (unsigned long long)max, text);
	return false;
}
