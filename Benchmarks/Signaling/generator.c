// A load generator for signaling servers: one thread, one epoll loop, many WebSockets (RFC 6455).
//
//   generator PROTOCOL PORT CONNECTIONS [-f FILE] [-s SECRET] [-n IN_FLIGHT] [-t]
//
// PROTOCOL   saleflow: FILE has one `join` message a line, used in turn; a connection is ready when `joined` came
//            janus: a connection is ready when its session is created and its VideoRoom handle attached; SECRET is the API secret
// IN_FLIGHT  how many requests wait for their reply at any time, each on another connection (round robin)
// -t         TLS without verification
//
// When all connections are ready it prints `ready`, then obeys lines on standard input and prints one JSON object for each:
//
//   run REQUEST SECONDS     REQUEST is ping or update (saleflow), keepalive or listparticipants (janus)
//   broadcast SECONDS       saleflow: connection 0 sends `data` to the room; at most IN_FLIGHT messages on their way
//   wait SECONDS            only keeps the connections alive
//
// Frames are masked with an all-zero key: valid, and the server must unmask it all the same.

#include "connections.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

// Latencies in buckets of about 3 %: 32 for each power of two nanoseconds.
enum { buckets_per_doubling = 32, buckets = 64 * buckets_per_doubling };

typedef struct {
    uint64_t requests, replies, deliveries, errors;
    uint64_t latency[buckets];
} counts_t;

static counts_t counts;
static int connection_count, in_flight = 64;
static const char *secret = "";
static bool is_janus;
// Round robin over the connections that wait for nothing.
static connection_t **idle;
static int idle_first, idle_count;

static void idle_push(connection_t *c) { idle[(idle_first + idle_count++) % connection_count] = c; }

static connection_t *idle_pop(void) {
    connection_t *c = idle[idle_first];
    idle_first = (idle_first + 1) % connection_count;
    idle_count--;
    return c;
}

static void record_latency(uint64_t nanoseconds) {
    int doubling = 63 - __builtin_clzll(nanoseconds | 1);
    uint64_t fraction = doubling >= 5 ? (nanoseconds >> (doubling - 5)) & 31 : 0;
    counts.latency[doubling * buckets_per_doubling + fraction]++;
}

static double latency_microseconds(double quantile) {
    uint64_t total = 0, seen = 0;
    for (int i = 0; i < buckets; i++) total += counts.latency[i];
    for (int i = 0; i < buckets; i++) {
        seen += counts.latency[i];
        if (total > 0 && seen >= quantile * total) {
            int doubling = i / buckets_per_doubling;
            double base = (double)(1ull << doubling);
            return (base + base / buckets_per_doubling * (i % buckets_per_doubling)) / 1000;
        }
    }
    return 0;
}

// ---------------------------------------------------------------------------------------------------------------
// What a connection says, and what it makes of the answers

static bool has(const char *text, size_t length, const char *part) { return memmem(text, length, part, strlen(part)) != NULL; }

static void say_hello(connection_t *c, const char *join) {
    if (is_janus) {
        connection_send(c, "{\"janus\":\"create\",\"transaction\":\"a\",\"apisecret\":\"%s\"}", secret);
    } else {
        connection_send(c, "%s", join);
    }
}

// The number after `"id":` in Janus's {"data":{"id":…}}.
static uint64_t id_in(const char *text, size_t length) {
    const char *at = memmem(text, length, "\"id\":", 5);
    return at ? strtoull(at + 5, NULL, 10) : 0;
}

static void answer_while_joining(connection_t *c, const char *text, size_t length) {
    if (!is_janus) {
        if (has(text, length, "\"type\":\"joined\"")) c->state = state_ready;
        if (has(text, length, "\"type\":\"error\"") || has(text, length, "\"type\":\"closing\"")) {
            fprintf(stderr, "generator: refused: %.*s\n", (int)(length < 300 ? length : 300), text);
            exit(1);
        }
        return;
    }
    if (!has(text, length, "\"success\"")) {
        fprintf(stderr, "generator: refused: %.*s\n", (int)(length < 300 ? length : 300), text);
        exit(1);
    }
    if (c->session == 0) {
        c->session = id_in(text, length);
        connection_send(
            c, "{\"janus\":\"attach\",\"transaction\":\"a\",\"apisecret\":\"%s\",\"session_id\":%llu,\"plugin\":\"janus.plugin.videoroom\"}", secret,
            (unsigned long long)c->session);
    } else {
        c->handle = id_in(text, length);
        c->state = state_ready;
    }
}

static void send_request(connection_t *c, const char *kind) {
    unsigned long long session = c->session, handle = c->handle, number = ++c->last_id;
    if (strcmp(kind, "ping") == 0) {
        connection_send(c, "{\"type\":\"ping\",\"last_seq\":%llu,\"sent_at\":%llu}", (unsigned long long)c->last_seq, number);
    } else if (strcmp(kind, "update") == 0) {
        connection_send(c, "{\"type\":\"update\",\"id\":%llu,\"attributes\":{\"hand\":\"%llu\"}}", number, number & 1);
    } else if (strcmp(kind, "keepalive") == 0) {
        connection_send(c, "{\"janus\":\"keepalive\",\"transaction\":\"%llu\",\"apisecret\":\"%s\",\"session_id\":%llu}", number, secret, session);
    } else {
        connection_send(
            c,
            "{\"janus\":\"message\",\"transaction\":\"%llu\",\"apisecret\":\"%s\",\"session_id\":%llu,\"handle_id\":%llu,"
            "\"body\":{\"request\":\"listparticipants\",\"room\":1234}}",
            number, secret, session, handle);
    }
    c->sent_at = now_nanoseconds();
    counts.requests++;
}

static void message_arrived(connection_t *c, const char *text, size_t length) {
    if (c->state != state_ready) {
        answer_while_joining(c, text, length);
        return;
    }
    if (!is_janus && has(text, length < 40 ? length : 40, "\"seq\":")) c->last_seq++;
    bool is_reply = is_janus ? has(text, length, "\"ack\"") || has(text, length, "\"success\"")
                             : has(text, length < 24 ? length : 24, "\"pong\"") || has(text, length < 24 ? length : 24, "\"ack\"");
    if (is_reply) {
        counts.replies++;
        if (c->sent_at) {
            record_latency(now_nanoseconds() - c->sent_at);
            c->sent_at = 0;
            idle_push(c);
        }
    } else if (has(text, length < 24 ? length : 24, "\"data\"")) {
        counts.deliveries++;
    } else if (has(text, length, "\"error\"") || has(text, length < 24 ? length : 24, "\"closing\"")) {
        if (counts.errors++ == 0) fprintf(stderr, "generator: %.*s\n", (int)(length < 300 ? length : 300), text);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Phases

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void print_counts(double seconds, double cpu) {
    printf(
        "{\"requests\":%llu,\"replies\":%llu,\"deliveries\":%llu,\"errors\":%llu,\"lost\":%d,\"seconds\":%.6f,\"generator_cpu\":%.6f,"
        "\"p50_us\":%.1f,\"p99_us\":%.1f}\n",
        (unsigned long long)counts.requests, (unsigned long long)counts.replies, (unsigned long long)counts.deliveries,
        (unsigned long long)counts.errors, connections_lost, seconds, cpu, latency_microseconds(0.5), latency_microseconds(0.99));
    fflush(stdout);
}

// Keeps IN_FLIGHT requests on their way for `seconds`, then waits for the last replies.
static void run(const char *kind, double seconds) {
    memset(&counts, 0, sizeof counts);
    double cpu = cpu_seconds();
    uint64_t began = now_nanoseconds(), until = began + (uint64_t)(seconds * 1e9), patience = until + 5000000000ull;
    for (uint64_t now = began; now < until || (counts.replies < counts.requests && now < patience); now = now_nanoseconds()) {
        while (now < until && idle_count > 0 && counts.requests - counts.replies < (uint64_t)in_flight) send_request(idle_pop(), kind);
        connections_serve(1, message_arrived);
    }
    print_counts((now_nanoseconds() - began) / 1e9, cpu_seconds() - cpu);
}

static void broadcast(connection_t *sender, double seconds) {
    memset(&counts, 0, sizeof counts);
    uint64_t recipients = (uint64_t)connection_count - 1;
    double cpu = cpu_seconds();
    uint64_t began = now_nanoseconds(), until = began + (uint64_t)(seconds * 1e9), patience = until + 5000000000ull;
    for (uint64_t now = began; now < until || (counts.deliveries < counts.requests * recipients && now < patience); now = now_nanoseconds()) {
        while (now < until && counts.requests < counts.deliveries / recipients + (uint64_t)in_flight) {
            unsigned long long number = ++sender->last_id;
            connection_send(
                sender,
                "{\"type\":\"data\",\"id\":%llu,\"topic\":\"chat\","
                "\"payload\":\"{\\\"topic\\\":\\\"chat\\\",\\\"id\\\":\\\"m-%llu\\\",\\\"body\\\":\\\"Shall we look at the offer?\\\"}\"}",
                number, number);
            counts.requests++;
        }
        connections_serve(1, message_arrived);
    }
    print_counts((now_nanoseconds() - began) / 1e9, cpu_seconds() - cpu);
}

static void wait_for(double seconds) {
    memset(&counts, 0, sizeof counts);
    for (uint64_t until = now_nanoseconds() + (uint64_t)(seconds * 1e9); now_nanoseconds() < until;) connections_serve(100, message_arrived);
    print_counts(seconds, 0);
}

// Opens the connections one after the other and keeps the older ones alive meanwhile.
static void open_all(connection_t **all, int port, FILE *joins, bool tls) {
    char *line = NULL;
    size_t capacity = 0;
    for (int i = 0; i < connection_count; i++) {
        if (joins) {
            ssize_t length = getline(&line, &capacity, joins);
            if (length < 0) {
                fprintf(stderr, "generator: fewer join messages than connections\n");
                exit(1);
            }
            if (length > 0 && line[length - 1] == '\n') line[length - 1] = 0;
        }
        all[i] = connection_open(port, i, is_janus ? "/" : "/v1/signal", is_janus ? "janus-protocol" : NULL, tls);
        say_hello(all[i], line);
        uint64_t patience = now_nanoseconds() + 10000000000ull;
        while (all[i]->state != state_ready && now_nanoseconds() < patience && connections_lost == 0) connections_serve(10, message_arrived);
        if (all[i]->state != state_ready) {
            fprintf(stderr, "generator: connection %d did not get ready\n", i);
            exit(1);
        }
        idle_push(all[i]);
    }
    free(line);
}

int main(int argc, char **argv) {
    FILE *joins = NULL;
    bool tls = false;
    if (argc < 4) {
        fprintf(stderr, "usage: generator saleflow|janus PORT CONNECTIONS [-f FILE] [-s SECRET] [-n IN_FLIGHT] [-t]\n");
        return 2;
    }
    is_janus = strcmp(argv[1], "janus") == 0;
    connection_count = atoi(argv[3]);
    optind = 4;
    for (int option; (option = getopt(argc, argv, "f:s:n:t")) != -1;) {
        if (option == 'f' && !(joins = fopen(optarg, "r"))) {
            perror(optarg);
            return 2;
        }
        if (option == 's') secret = optarg;
        if (option == 'n') in_flight = atoi(optarg);
        if (option == 't') tls = true;
    }
    signal(SIGPIPE, SIG_IGN);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    connection_t **all = calloc((size_t)connection_count, sizeof *all);
    idle = calloc((size_t)connection_count, sizeof *idle);
    connections_start();
    open_all(all, atoi(argv[2]), joins, tls);
    puts("ready");
    fflush(stdout);

    char command[200], kind[40];
    double seconds;
    while (connections_serve_until_input(message_arrived), fgets(command, sizeof command, stdin)) {
        if (sscanf(command, "run %39s %lf", kind, &seconds) == 2) {
            run(kind, seconds);
        } else if (sscanf(command, "broadcast %lf", &seconds) == 1) {
            broadcast(all[0], seconds);
        } else if (sscanf(command, "wait %lf", &seconds) == 1) {
            wait_for(seconds);
        } else {
            fprintf(stderr, "generator: what is '%s'?\n", command);
            return 2;
        }
    }
    return 0;
}
