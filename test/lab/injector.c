/*
 * The lab's hands below the socket layer, in C because Node can neither open AF_PACKET or TAP devices nor set socket
 * options on TCP; one file without dependencies, so gcc and libc headers are all a new machine needs.
 *
 *   injector links NS/IF NS/IF DELAY_US JITTER_US [...]   wires TAP pairs with delay (the kernel may lack sch_netem)
 *   injector tap IF,MAC IF,MAC KEY=VALUE...               watches a router's two sides and forges segments
 *   injector send IF,MAC KEY=VALUE...                     sends raw segments (scans, stray and out-of-state packets)
 *   injector sysctl NS/NAME=VALUE...                      sets them in many namespaces at once (NAME with slashes)
 *   injector listen FAMILY PORT LEVEL:OPTION:VALUE... -- COMMAND   hands COMMAND a listening socket as descriptor 10
 *
 * tap:  on=syn|synack|ack|data|any  port=N  contains=TEXT  limit=N  residual=SECONDS  seed=N  forge=SPEC...
 * SPEC: to:source|target,flags:RA,seq:start|end,skip:N,step:N,count:N,gap:US,delay:US,ttl:N|random|copy|peer,
 *       id:N|copy|plus1|next|random,window:N|copy|peer,df:0|1,tos:N,payload:FILE
 * Each forged segment is logged as one line of JSON, with the segment that set it off.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16, URG = 32 };
enum { MAX_FRAME = 65536, MAX_LINKS = 24, MAX_FORGES = 16, QUEUE = 4096, MAX_FLOWS = 64 };

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void sleep_us(int64_t us) {
  struct timespec t = {us / 1000000, us % 1000000 * 1000};
  if (us > 0) nanosleep(&t, NULL);
}

static uint64_t random_state = 88172645463325252ULL;

static uint32_t random_number(void) { /* xorshift64: repeatable from the seed */
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state >> 16;
}

static void be_prompt(void) { /* little work, but a late frame looks like distance */
  struct sched_param first = {.sched_priority = 1};
  if (sched_setscheduler(0, SCHED_FIFO, &first) < 0) perror("sched_setscheduler");
  prctl(PR_SET_TIMERSLACK, 1);
}

/* ---- links ---------------------------------------------------------------------------------------------------- */

struct frame {
  int64_t due;
  int length;
  unsigned char *bytes;
};

struct direction {
  int from, to, head, count;
  int64_t delay, jitter, last;
  struct frame queue[QUEUE];
};

static const char *enter(const char *place) { /* NS/REST: enters the namespace, returns the slash */
  char path[96];
  const char *slash = strchr(place, '/');
  if (!slash) die(place);
  snprintf(path, sizeof path, "/run/netns/%.*s", (int)(slash - place), place);
  int ns = open(path, O_RDONLY);
  if (ns < 0 || setns(ns, CLONE_NEWNET) < 0) die(path);
  close(ns);
  return slash;
}

static int set_sysctls(int n, char **argument) { /* /proc/sys/net shows the namespace of the thread that opens it */
  for (int i = 0; i < n; i++) {
    char path[160];
    const char *name = enter(argument[i]), *value = strchr(name, '=');
    if (!value) die(argument[i]);
    snprintf(path, sizeof path, "/proc/sys%.*s", (int)(value - name), name);
    int file = open(path, O_WRONLY);
    if (file < 0 || write(file, value + 1, strlen(value + 1)) < 0) die(path);
    close(file);
  }
  return 0;
}

static int open_tap(const char *place) {
  const char *slash = enter(place);
  int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI};
  snprintf(request.ifr_name, sizeof request.ifr_name, "%s", slash + 1);
  if (tap < 0 || ioctl(tap, TUNSETIFF, &request) < 0) die(place);
  return tap;
}

static void take_in(struct direction *d) {
  static unsigned char buffer[MAX_FRAME];
  int length;
  while ((length = read(d->from, buffer, sizeof buffer)) > 0) {
    if (d->count == QUEUE) continue; /* tail drop, as any router */
    int64_t due = now_us() + d->delay + (d->jitter ? random_number() % d->jitter : 0);
    if (due < d->last) due = d->last; /* a link does not reorder */
    d->last = due;
    struct frame *f = &d->queue[(d->head + d->count++) % QUEUE];
    f->due = due;
    f->length = length;
    f->bytes = malloc(length);
    memcpy(f->bytes, buffer, length);
  }
}

static int64_t hand_on(struct direction *d) { /* returns when the next frame is due, or -1 */
  while (d->count) {
    struct frame *f = &d->queue[d->head];
    if (f->due > now_us()) return f->due;
    if (write(d->to, f->bytes, f->length) < 0 && errno != EIO && errno != EAGAIN) die("write");
    free(f->bytes);
    d->head = (d->head + 1) % QUEUE;
    d->count--;
  }
  return -1;
}

static void links(int n, char **argument) {
  static struct direction directions[2 * MAX_LINKS];
  struct pollfd polls[2 * MAX_LINKS];
  int count = 0;
  for (int i = 0; i + 3 < n && count < 2 * MAX_LINKS; i += 4) {
    int a = open_tap(argument[i]), b = open_tap(argument[i + 1]);
    struct direction one = {.from = a, .to = b, .delay = atoll(argument[i + 2]), .jitter = atoll(argument[i + 3])};
    directions[count] = one;
    directions[count + 1] = one;
    directions[count + 1].from = b;
    directions[count + 1].to = a;
    count += 2;
  }
  for (int i = 0; i < count; i++) polls[i] = (struct pollfd){.fd = directions[i].from, .events = POLLIN};
  be_prompt();
  puts("ready");
  fflush(stdout);
  for (;;) {
    int64_t next = -1;
    for (int i = 0; i < count; i++) {
      int64_t due = hand_on(&directions[i]);
      if (due >= 0 && (next < 0 || due < next)) next = due;
    }
    int64_t wait = next < 0 ? 1000000 : next - now_us();
    if (wait < 0) wait = 0;
    struct timespec timeout = {wait / 1000000, wait % 1000000 * 1000};
    ppoll(polls, count, &timeout, NULL);
    for (int i = 0; i < count; i++)
      if (polls[i].revents) take_in(&directions[i]);
  }
}

/* ---- segments ------------------------------------------------------------------------------------------------- */

struct address {
  int family; /* 4 or 6 */
  unsigned char bytes[16];
};

struct segment {
  struct address source, target;
  int source_port, target_port, flags, window, ttl, id, df, tos, length;
  uint32_t seq, ack;
  const unsigned char *payload;
};

static int get16(const unsigned char *p) { return p[0] << 8 | p[1]; }
static uint32_t get32(const unsigned char *p) { return (uint32_t)get16(p) << 16 | get16(p + 2); }
static void put16(unsigned char *p, int v) {
  p[0] = v >> 8;
  p[1] = v;
}
static void put32(unsigned char *p, uint32_t v) {
  put16(p, v >> 16);
  put16(p + 2, v & 0xffff);
}

static uint32_t add16(const unsigned char *p, int length, uint32_t sum) { /* RFC 1071 */
  for (; length > 1; p += 2, length -= 2) sum += get16(p);
  return length ? sum + (p[0] << 8) : sum;
}

static int checksum(uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

static uint32_t end_of(const struct segment *s) { /* SEG.SEQ + SEG.LEN, SYN and FIN counted (RFC 9293 section 3.4) */
  return s->seq + s->length + !!(s->flags & SYN) + !!(s->flags & FIN);
}

static int parse_tcp(const unsigned char *p, int length, struct segment *s) {
  if (length < 20 || (p[12] >> 4) * 4 < 20 || (p[12] >> 4) * 4 > length) return 0;
  s->source_port = get16(p);
  s->target_port = get16(p + 2);
  s->seq = get32(p + 4);
  s->ack = get32(p + 8);
  s->flags = p[13];
  s->window = get16(p + 14);
  s->payload = p + (p[12] >> 4) * 4;
  s->length = length - (p[12] >> 4) * 4;
  return 1;
}

static int parse(const unsigned char *p, int length, struct segment *s) {
  memset(s, 0, sizeof *s);
  if (length >= 20 && p[0] >> 4 == 4 && p[9] == IPPROTO_TCP && get16(p + 2) <= length) {
    int header = (p[0] & 15) * 4;
    s->source.family = s->target.family = 4;
    memcpy(s->source.bytes, p + 12, 4);
    memcpy(s->target.bytes, p + 16, 4);
    s->tos = p[1];
    s->id = get16(p + 4);
    s->df = p[6] >> 6 & 1;
    s->ttl = p[8];
    return parse_tcp(p + header, get16(p + 2) - header, s);
  }
  if (length >= 40 && p[0] >> 4 == 6 && p[6] == IPPROTO_TCP && get16(p + 4) + 40 <= length) {
    s->source.family = s->target.family = 6;
    memcpy(s->source.bytes, p + 8, 16);
    memcpy(s->target.bytes, p + 24, 16);
    s->ttl = p[7];
    return parse_tcp(p + 40, get16(p + 4), s);
  }
  return 0;
}

static int build(const struct segment *s, unsigned char *out) {
  int v4 = s->source.family == 4, header = v4 ? 20 : 40, size = v4 ? 4 : 16, tcp = 20 + s->length;
  unsigned char *t = out + header;
  memset(out, 0, header + 20);
  put16(t, s->source_port);
  put16(t + 2, s->target_port);
  put32(t + 4, s->seq);
  put32(t + 8, s->ack);
  t[12] = 5 << 4;
  t[13] = s->flags;
  put16(t + 14, s->window);
  if (s->length) memcpy(t + 20, s->payload, s->length);
  uint32_t sum = add16(s->source.bytes, size, add16(s->target.bytes, size, IPPROTO_TCP + tcp));
  put16(t + 16, checksum(add16(t, tcp, sum)));
  if (v4) {
    out[0] = 0x45;
    out[1] = s->tos;
    put16(out + 2, header + tcp);
    put16(out + 4, s->id);
    out[6] = s->df ? 0x40 : 0;
    out[8] = s->ttl;
    out[9] = IPPROTO_TCP;
    memcpy(out + 12, s->source.bytes, 4);
    memcpy(out + 16, s->target.bytes, 4);
    put16(out + 10, checksum(add16(out, header, 0)));
  } else {
    out[0] = 0x60;
    put16(out + 4, tcp);
    out[6] = IPPROTO_TCP;
    out[7] = s->ttl;
    memcpy(out + 8, s->source.bytes, 16);
    memcpy(out + 24, s->target.bytes, 16);
  }
  return header + tcp;
}

struct side {
  int index, socket;
  unsigned char neighbour[6];
};

static struct side open_side(char *place) { /* IF,MAC of the neighbour beyond it */
  struct side s = {0};
  char *comma = strchr(place, ',');
  if (!comma) die(place);
  *comma = 0;
  unsigned m[6];
  if (sscanf(comma + 1, "%x:%x:%x:%x:%x:%x", m, m + 1, m + 2, m + 3, m + 4, m + 5) != 6) die(comma + 1);
  for (int i = 0; i < 6; i++) s.neighbour[i] = m[i];
  s.index = if_nametoindex(place);
  s.socket = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL));
  struct sockaddr_ll where = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = s.index};
  if (!s.index || s.socket < 0 || bind(s.socket, (void *)&where, sizeof where) < 0) die(place);
  return s;
}

static void send_out(const struct side *side, const struct segment *s) {
  static unsigned char packet[MAX_FRAME];
  int v4 = s->source.family == 4;
  struct sockaddr_ll where = {.sll_family = AF_PACKET, .sll_protocol = htons(v4 ? ETH_P_IP : ETH_P_IPV6),
                              .sll_ifindex = side->index, .sll_halen = 6};
  memcpy(where.sll_addr, side->neighbour, 6);
  int length = build(s, packet);
  if (sendto(side->socket, packet, length, 0, (void *)&where, sizeof where) < 0) perror("sendto");
}

static void print_segment(const char *name, const struct segment *s) {
  char a[64], b[64];
  int family = s->source.family == 4 ? AF_INET : AF_INET6;
  inet_ntop(family, s->source.bytes, a, sizeof a);
  inet_ntop(family, s->target.bytes, b, sizeof b);
  printf("\"%s\":{\"source\":\"%s\",\"sourcePort\":%d,\"target\":\"%s\",\"targetPort\":%d,\"seq\":%u,\"ack\":%u,"
         "\"flags\":%d,\"length\":%d,\"id\":%d,\"ttl\":%d}",
         name, a, s->source_port, b, s->target_port, s->seq, s->ack, s->flags, s->length, s->id, s->ttl);
}

/* ---- options: key=value and key:value ------------------------------------------------------------------------- */

static const char *option(const char *list, const char *key, char separator, char *value, int size) {
  int length = strlen(key);
  for (const char *p = list; p && *p; p = strchr(p, ','), p = p ? p + 1 : NULL)
    if (!strncmp(p, key, length) && p[length] == separator) {
      snprintf(value, size, "%.*s", (int)strcspn(p + length + 1, ","), p + length + 1);
      return value;
    }
  return NULL;
}

static int64_t number(const char *list, const char *key, int64_t otherwise) {
  char value[64];
  return option(list, key, ':', value, sizeof value) ? atoll(value) : otherwise;
}

static int is(const char *list, const char *key, const char *wanted) {
  char value[64];
  return option(list, key, ':', value, sizeof value) && !strcmp(value, wanted);
}

static const char *argument_of(int n, char **arguments, const char *key, const char *otherwise) {
  int length = strlen(key);
  for (int i = 0; i < n; i++)
    if (!strncmp(arguments[i], key, length) && arguments[i][length] == '=') return arguments[i] + length + 1;
  return otherwise;
}

static int flags_of(const char *letters) {
  int flags = 0;
  for (; *letters && *letters != ','; letters++)
    flags |= *letters == 'F' ? FIN : *letters == 'S' ? SYN : *letters == 'R' ? RST : *letters == 'P' ? PSH
           : *letters == 'A' ? ACK : *letters == 'U' ? URG : 0;
  return flags;
}

/* ---- tap: an injector beside a router ------------------------------------------------------------------------- */

struct memory { /* what was last seen of the segments that came in on a side: what a careful forger imitates */
  int ttl, id, window;
};

struct blocked { /* residual blocking by source, target and service port */
  struct address source, target;
  int port;
  int64_t until;
};

struct rule {
  const char *on, *contains;
  int port, limit, forges;
  int64_t residual;
  const char *forge[MAX_FORGES];
};

static struct blocked blocks[MAX_FLOWS];
static int block_count;

static int same(const struct address *a, const struct address *b) { return !memcmp(a, b, sizeof *a); }

static int still_blocked(const struct segment *s) {
  for (int i = 0; i < block_count; i++)
    if (same(&blocks[i].source, &s->source) && same(&blocks[i].target, &s->target) &&
        blocks[i].port == s->target_port && now_us() < blocks[i].until)
      return 1;
  return 0;
}

static int stage_fits(const char *on, const struct segment *s) {
  if (s->flags & RST) return 0;
  if (!strcmp(on, "any")) return 1;
  if (!strcmp(on, "syn")) return (s->flags & (SYN | ACK)) == SYN;
  if (!strcmp(on, "synack")) return (s->flags & (SYN | ACK)) == (SYN | ACK);
  if (!strcmp(on, "ack")) return !(s->flags & (SYN | FIN)) && !s->length;
  return s->length > 0;
}

static int fits(const struct rule *r, const struct segment *s) {
  if (r->port && s->source_port != r->port && s->target_port != r->port) return 0;
  if (!(s->flags & RST) && still_blocked(s)) return 1;
  if (!stage_fits(r->on, s)) return 0;
  return !r->contains || memmem(s->payload, s->length, r->contains, strlen(r->contains)) != NULL;
}

static const unsigned char *load(const char *path, int *length) {
  static unsigned char bytes[MAX_FRAME];
  FILE *file = fopen(path, "rb");
  if (!file) die(path);
  *length = fread(bytes, 1, 1400, file);
  fclose(file);
  return bytes;
}

static void dress(const char *spec, struct segment *s, const struct segment *trigger, struct memory *claimed) {
  char text[64];
  s->df = number(spec, "df", 1);
  s->tos = number(spec, "tos", 0);
  s->ttl = is(spec, "ttl", "copy") ? trigger->ttl : is(spec, "ttl", "peer") && claimed->ttl ? claimed->ttl - 1
         : is(spec, "ttl", "random") ? 40 + (int)(random_number() % 200) : (int)number(spec, "ttl", 64);
  if (is(spec, "ttl", "peer") && !claimed->ttl) s->ttl = 64;
  s->id = is(spec, "id", "copy") ? trigger->id : is(spec, "id", "plus1") ? (trigger->id + 1) & 0xffff
        : is(spec, "id", "next") ? (claimed->id + 1) & 0xffff
        : is(spec, "id", "random") ? (int)(random_number() & 0xffff) : (int)number(spec, "id", 0);
  s->window = is(spec, "window", "copy") ? trigger->window : is(spec, "window", "peer") ? claimed->window
            : (int)number(spec, "window", 0);
  s->flags = option(spec, "flags", ':', text, sizeof text) ? flags_of(text) : RST;
  if (option(spec, "payload", ':', text, sizeof text)) s->payload = load(text, &s->length);
}

/* To the source: speaks for the target, from the numbers of the trigger. To the target: speaks on for the source. */
static struct segment answer(const char *spec, const struct segment *t, struct memory *claimed) {
  struct segment s = {0};
  int back = !is(spec, "to", "target");
  s.source = back ? t->target : t->source;
  s.target = back ? t->source : t->target;
  s.source_port = back ? t->target_port : t->source_port;
  s.target_port = back ? t->source_port : t->target_port;
  dress(spec, &s, t, claimed);
  s.seq = back ? (t->flags & ACK ? t->ack : 0) : is(spec, "seq", "start") ? t->seq : end_of(t);
  s.seq += number(spec, "skip", 0);
  s.ack = !(s.flags & ACK) ? 0 : back ? end_of(t) : t->ack;
  return s;
}

static void forge(const char *spec, const struct segment *trigger, struct side sides[2], struct memory seen[2], int in) {
  int back = !is(spec, "to", "target"), out = back ? in : !in;
  struct segment s = answer(spec, trigger, &seen[back ? !in : in]);
  sleep_us(number(spec, "delay", 0));
  for (int i = 0; i < number(spec, "count", 1); i++) {
    send_out(&sides[out], &s);
    printf("{");
    print_segment("forged", &s);
    printf(",");
    print_segment("trigger", trigger);
    printf("}\n");
    s.seq += number(spec, "step", 0);
    sleep_us(number(spec, "gap", 0));
  }
  fflush(stdout);
}

static void remember(const struct segment *s, int64_t residual) {
  if (!residual || block_count == MAX_FLOWS || still_blocked(s)) return;
  blocks[block_count++] = (struct blocked){s->source, s->target, s->target_port, now_us() + residual * 1000000};
}

static void watch(struct rule *rule, struct side sides[2], struct memory seen[2], int in) {
  static unsigned char packet[MAX_FRAME];
  struct sockaddr_ll from;
  socklen_t size = sizeof from;
  struct segment s;
  int length = recvfrom(sides[in].socket, packet, sizeof packet, 0, (void *)&from, &size);
  if (length <= 0 || from.sll_pkttype == PACKET_OUTGOING || !parse(packet, length, &s)) return;
  seen[in] = (struct memory){s.ttl, s.id, s.window};
  if (!rule->limit || !fits(rule, &s)) return;
  rule->limit--;
  for (int i = 0; i < rule->forges; i++) forge(rule->forge[i], &s, sides, seen, in);
  remember(&s, rule->residual);
}

static void tap(int n, char **argument) {
  if (n < 3) die("tap: two sides and a rule");
  struct side sides[2] = {open_side(argument[0]), open_side(argument[1])};
  struct memory seen[2] = {{0}};
  struct rule rule = {.on = argument_of(n, argument, "on", "data"), .contains = argument_of(n, argument, "contains", NULL),
                      .port = atoi(argument_of(n, argument, "port", "0")),
                      .limit = atoi(argument_of(n, argument, "limit", "1000")),
                      .residual = atoll(argument_of(n, argument, "residual", "0"))};
  random_state += strtoull(argument_of(n, argument, "seed", "1"), NULL, 10) * 2654435761ULL;
  for (int i = 2; i < n && rule.forges < MAX_FORGES; i++)
    if (!strncmp(argument[i], "forge=", 6)) rule.forge[rule.forges++] = argument[i] + 6;
  be_prompt();
  puts("ready");
  fflush(stdout);
  struct pollfd polls[2] = {{.fd = sides[0].socket, .events = POLLIN}, {.fd = sides[1].socket, .events = POLLIN}};
  for (;;) {
    poll(polls, 2, -1);
    for (int i = 0; i < 2; i++)
      if (polls[i].revents) watch(&rule, sides, seen, i);
  }
}

/* ---- send: raw segments --------------------------------------------------------------------------------------- */

static struct address address_of(const char *text) {
  struct address a = {.family = strchr(text, ':') ? 6 : 4};
  if (inet_pton(a.family == 4 ? AF_INET : AF_INET6, text, a.bytes) != 1) die(text);
  return a;
}

static int send_raw(int n, char **argument) {
  struct side side = open_side(argument[0]);
  struct segment s = {.source = address_of(argument_of(n, argument, "source", "")),
                      .target = address_of(argument_of(n, argument, "target", "")),
                      .source_port = atoi(argument_of(n, argument, "sourcePort", "40000")),
                      .target_port = atoi(argument_of(n, argument, "targetPort", "80")),
                      .flags = flags_of(argument_of(n, argument, "flags", "S")),
                      .seq = strtoul(argument_of(n, argument, "seq", "0"), NULL, 10),
                      .ack = strtoul(argument_of(n, argument, "ack", "0"), NULL, 10),
                      .window = atoi(argument_of(n, argument, "window", "1024")),
                      .ttl = atoi(argument_of(n, argument, "ttl", "64")),
                      .id = atoi(argument_of(n, argument, "id", "0")),
                      .df = atoi(argument_of(n, argument, "df", "0"))};
  s.payload = (const unsigned char *)argument_of(n, argument, "text", "");
  s.length = strlen((const char *)s.payload);
  int count = atoi(argument_of(n, argument, "count", "1"));
  for (int i = 0; i < count; i++) {
    send_out(&side, &s);
    printf("{");
    print_segment("forged", &s);
    printf("}\n");
    s.target_port += atoi(argument_of(n, argument, "portStep", "0"));
    s.seq += atoi(argument_of(n, argument, "seqStep", "0"));
    sleep_us(atoll(argument_of(n, argument, "gap", "0")));
  }
  return 0;
}

/* ---- listen: a listening socket with options Node cannot set, inherited by what it accepts --------------------- */

static void listen_for(int n, char **argument) {
  if (n < 4) die("listen: family, port, options, --, command");
  int v6 = atoi(argument[0]) == 6, one = 1, i = 2;
  int s = socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in a4 = {.sin_family = AF_INET, .sin_port = htons(atoi(argument[1]))};
  struct sockaddr_in6 a6 = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(argument[1]))};
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  for (; i < n && strcmp(argument[i], "--"); i++) {
    int level, name, value;
    if (sscanf(argument[i], "%d:%d:%d", &level, &name, &value) != 3) die(argument[i]);
    if (setsockopt(s, level, name, &value, sizeof value) < 0) die(argument[i]);
  }
  if (bind(s, v6 ? (void *)&a6 : (void *)&a4, v6 ? sizeof a6 : sizeof a4) < 0 || listen(s, 16) < 0) die("bind");
  if (dup2(s, 10) < 0 || i + 1 >= n) die("dup2");
  execvp(argument[i + 1], argument + i + 1);
  die(argument[i + 1]);
}

int main(int n, char **argument) {
  if (n > 2 && !strcmp(argument[1], "links")) links(n - 2, argument + 2);
  if (n > 2 && !strcmp(argument[1], "tap")) tap(n - 2, argument + 2);
  if (n > 2 && !strcmp(argument[1], "send")) return send_raw(n - 2, argument + 2);
  if (n > 2 && !strcmp(argument[1], "sysctl")) return set_sysctls(n - 2, argument + 2);
  if (n > 2 && !strcmp(argument[1], "listen")) listen_for(n - 2, argument + 2);
  fprintf(stderr, "injector: links | tap | send | sysctl | listen, see the head of injector.c\n");
  return 2;
}
