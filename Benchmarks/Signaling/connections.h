// WebSocket connections on one epoll loop, plain or TLS: as much of RFC 6455 as a load generator needs.

#ifndef CONNECTIONS_H
#define CONNECTIONS_H

#define _GNU_SOURCE
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { state_joining, state_ready, state_closed } state_t;

typedef struct {
    int socket;
    SSL *tls; // NULL: plain
    state_t state;
    // Janus
    uint64_t session, handle;
    // Requests
    uint64_t last_id, last_seq, sent_at;
    // Received bytes that are not yet a whole frame
    char *buffer;
    size_t used, capacity;
} connection_t;

typedef void (*message_handler)(connection_t *, const char *text, size_t length);

// Connections that the other side ended.
extern int connections_lost;

void connections_start(void);

// Connects to 127.0.0.1:port and upgrades; ends the program when that fails. Every 1,900th connection uses another
// source address (127.0.0.n): a server may allow 2,000 for each, and an address has only 28,000 ports.
connection_t *connection_open(int port, int number, const char *path, const char *subprotocol, bool tls);

// Sends one text message. A load generator's messages are short: they must fit into the socket's buffer.
__attribute__((format(printf, 2, 3))) void connection_send(connection_t *, const char *format, ...);

// Waits at most `milliseconds` and handles what arrived; answers pings.
void connections_serve(int milliseconds, message_handler);

// Serves until standard input has something to read.
void connections_serve_until_input(message_handler);

uint64_t now_nanoseconds(void);

#endif
