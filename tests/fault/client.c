#define _GNU_SOURCE
#include "fault/lib.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_MS 8000

bool client_open(struct client *c, uint16_t port)
{
	int yes = 1;
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	c->is_busy = false;
	c->got = 0;
	if (c->fd < 0)
		fault_end("socket");
	if (connect(c->fd, (struct sockaddr *)&to, sizeof to) != 0) {
		client_close(c);
		return false;
	}
	(void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	return true;
}

void client_close(struct client *c)
{
	if (c->fd >= 0)
		(void)close(c->fd);
	c->fd = -1;
	c->is_busy = false;
}

bool client_send(struct client *c, const char *body, size_t n, bool is_signed)
{
	char text[BODY_BYTES + 512];
	int head = snprintf(text, sizeof text,
	    "POST /acts%s HTTP/1.1\r\nHost: 127.0.0.1:8089\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Content-Length: %zu\r\n\r\n", is_signed ? "" : "?wait=durable", n);
	memcpy(text + head, body, n);
	size_t all = (size_t)head + n;
	c->got = 0;
	c->is_busy = true;
	return send(c->fd, text, all, MSG_NOSIGNAL) == (ssize_t)all;
}

/* The text after `name` in the answer, or NULL. */
static const char *member(const char *text, const char *name)
{
	const char *at = strstr(text, name);
	return at == NULL ? NULL : at + strlen(name);
}

static void answer_parse(struct answer *out, const char *text)
{
	const char *id = member(text, "\"id\":\""), *index = member(text, "\"index\":"),
		   *received = member(text, "\"received\":"), *note = member(text, "\"receipt\":\"");
	*out = (struct answer){ .status = atoi(text + 9) };
	if (out->status != 200 || id == NULL || index == NULL || received == NULL)
		return;
	(void)snprintf(out->id, sizeof out->id, "%.64s", id);
	out->index = strtoull(index, NULL, 10);
	out->received = strtoll(received, NULL, 10);
	/* The checkpoint of the receipt: after an empty line, origin, size, root; "\n" is two bytes. */
	const char *size = note == NULL ? NULL : member(note, "\\n\\n");
	size = size == NULL ? NULL : member(size, "\\n");
	if (size == NULL)
		return;
	const char *root = member(size, "\\n");
	out->size = strtoull(size, NULL, 10);
	if (root != NULL)
		(void)snprintf(out->root, sizeof out->root, "%.44s", root);
}

int client_read(struct client *c, struct answer *out)
{
	*out = (struct answer){ .status = 0 };
	ssize_t n = recv(c->fd, c->text + c->got, sizeof c->text - 1 - c->got, MSG_DONTWAIT);
	if (n < 0)
		return 0;
	c->got += (size_t)n;
	c->text[c->got] = '\0';
	const char *end = strstr(c->text, "\r\n\r\n"), *length = member(c->text, "ontent-Length: ");
	if (end != NULL && length != NULL &&
	    c->got >= (size_t)(end + 4 - c->text) + strtoull(length, NULL, 10)) {
		answer_parse(out, c->text);
		c->is_busy = false;
		return 1;
	}
	return n == 0 ? -1 : 0;
}

bool client_ask(struct client *c, uint64_t act, bool is_signed, struct answer *out)
{
	char body[BODY_BYTES];
	size_t n = forum_act(act, body);
	*out = (struct answer){ .status = 0 };
	c->act = act;
	return client_send(c, body, n, is_signed) && client_wait(c, out);
}

bool client_wait(struct client *c, struct answer *out)
{
	double until = bench_now() + ANSWER_MS / 1e3;
	while (bench_now() < until) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };
		if (poll(&p, 1, 100) <= 0)
			continue;
		int got = client_read(c, out);
		if (got != 0)
			return got > 0;
	}
	return false;
}
