#include "connections.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int connections_lost;
static int epoll;
static SSL_CTX *tls_context;

uint64_t now_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

static void fail(const char *what) {
    fprintf(stderr, "generator: %s: %s\n", what, strerror(errno));
    exit(1);
}

void connections_start(void) {
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) fail("epoll");
}

// ---------------------------------------------------------------------------------------------------------------
// Bytes

// > 0: bytes; 0: the end; -1: nothing now
static ssize_t read_some(connection_t *c, char *into, size_t capacity) {
    if (!c->tls) {
        ssize_t count = read(c->socket, into, capacity);
        return count < 0 && errno != EAGAIN ? 0 : count;
    }
    int count = SSL_read(c->tls, into, (int)capacity);
    if (count > 0) return count;
    return SSL_get_error(c->tls, count) == SSL_ERROR_WANT_READ ? -1 : 0;
}

static void write_all(connection_t *c, const char *bytes, size_t length) {
    ssize_t count = c->tls ? SSL_write(c->tls, bytes, (int)length) : write(c->socket, bytes, length);
    if (count == (ssize_t)length) return;
    fprintf(stderr, "generator: a connection takes no more bytes\n");
    exit(1);
}

static void send_frame(connection_t *c, uint8_t opcode, const char *payload, size_t length) {
    char frame[2048];
    size_t at = 2;
    frame[0] = (char)(0x80 | opcode);
    if (length < 126) {
        frame[1] = (char)(0x80 | length);
    } else {
        frame[1] = (char)(0x80 | 126);
        frame[2] = (char)(length >> 8);
        frame[3] = (char)length;
        at = 4;
    }
    memset(frame + at, 0, 4); // the mask
    memcpy(frame + at + 4, payload, length);
    write_all(c, frame, at + 4 + length);
}

void connection_send(connection_t *c, const char *format, ...) {
    char text[2000];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        fprintf(stderr, "generator: a message is too long\n");
        exit(1);
    }
    send_frame(c, 0x1, text, (size_t)length);
}

// ---------------------------------------------------------------------------------------------------------------
// Opening

static void upgrade(connection_t *c, int port, const char *path, const char *subprotocol) {
    char text[1024];
    int length = snprintf(
        text, sizeof text,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n%s%s%s\r\n",
        path, port, subprotocol ? "Sec-WebSocket-Protocol: " : "", subprotocol ? subprotocol : "", subprotocol ? "\r\n" : "");
    write_all(c, text, (size_t)length);
    // Byte by byte, so that the first frame stays in the socket.
    size_t used = 0;
    while (used < sizeof text - 1 && (used < 4 || memcmp(text + used - 4, "\r\n\r\n", 4) != 0)) {
        if (read_some(c, text + used, 1) != 1) fail("the upgrade was not answered");
        used++;
    }
    text[used] = 0;
    if (strncmp(text, "HTTP/1.1 101", 12) != 0) {
        fprintf(stderr, "generator: %.*s\n", (int)strcspn(text, "\r"), text);
        exit(1);
    }
}

static void secure(connection_t *c) {
    if (!tls_context) {
        tls_context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_mode(tls_context, SSL_MODE_RELEASE_BUFFERS);
    }
    c->tls = SSL_new(tls_context);
    SSL_set_tlsext_host_name(c->tls, "localhost");
    SSL_set_fd(c->tls, c->socket);
    if (SSL_connect(c->tls) != 1) fail("TLS");
}

connection_t *connection_open(int port, int number, const char *path, const char *subprotocol, bool tls) {
    connection_t *c = calloc(1, sizeof *c);
    c->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->socket < 0) fail("socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + (uint32_t)(number / 1900))};
    int one = 1;
    setsockopt(c->socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(c->socket, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((uint16_t)port);
    if (connect(c->socket, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (tls) secure(c);
    upgrade(c, port, path, subprotocol);
    fcntl(c->socket, F_SETFL, fcntl(c->socket, F_GETFL) | O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->socket, &event) < 0) fail("epoll");
    return c;
}

// ---------------------------------------------------------------------------------------------------------------
// Serving

static void lose(connection_t *c) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, c->socket, NULL);
    close(c->socket);
    c->state = state_closed;
    connections_lost++;
}

// Handles every whole frame in `bytes`; gives how many bytes they were.
static size_t handle_frames(connection_t *c, const char *bytes, size_t used, message_handler handler) {
    size_t at = 0;
    while (used - at >= 2) {
        const uint8_t *frame = (const uint8_t *)bytes + at;
        size_t length = frame[1] & 0x7F, header = 2;
        if (length == 126) {
            if (used - at < 4) break;
            length = (size_t)frame[2] << 8 | frame[3];
            header = 4;
        } else if (length == 127) {
            if (used - at < 10) break;
            length = 0;
            for (int i = 2; i < 10; i++) length = length << 8 | frame[i];
            header = 10;
        }
        if (used - at < header + length) break;
        const char *payload = bytes + at + header;
        at += header + length;
        switch (frame[0] & 0x0F) {
        case 0x1: handler(c, payload, length); break;
        case 0x9: send_frame(c, 0xA, payload, length); break;
        case 0x8: lose(c); return used;
        default: break;
        }
    }
    return at;
}

static void receive(connection_t *c, message_handler handler) {
    static char bytes[1 << 18];
    while (c->state != state_closed) {
        // Ten thousand connections must not hold ten thousand buffers: only what is left of a frame is kept.
        memcpy(bytes, c->buffer, c->used);
        ssize_t count = read_some(c, bytes + c->used, sizeof bytes - c->used);
        if (count < 0) return;
        if (count == 0) {
            lose(c);
            return;
        }
        size_t used = c->used + (size_t)count;
        size_t handled = handle_frames(c, bytes, used, handler);
        c->used = used - handled;
        if (c->used > c->capacity) c->buffer = realloc(c->buffer, c->capacity = c->used);
        if (c->used > 0) memcpy(c->buffer, bytes + handled, c->used);
        if (!c->tls && used < sizeof bytes) return; // the socket is empty
    }
}

void connections_serve(int milliseconds, message_handler handler) {
    struct epoll_event events[256];
    int count = epoll_wait(epoll, events, 256, milliseconds);
    for (int i = 0; i < count; i++) receive(events[i].data.ptr, handler);
}

void connections_serve_until_input(message_handler handler) {
    struct pollfd both[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = epoll, .events = POLLIN}};
    for (;;) {
        if (poll(both, 2, -1) < 0 && errno != EINTR) fail("poll");
        if (both[1].revents) connections_serve(0, handler);
        if (both[0].revents) return;
    }
}
