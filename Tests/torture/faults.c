// Loaded before the C library of a command, it counts what the command asks of its system, and lets the Nth call of
// one kind fail or kills the command before it. Only calls on files below a folder and to one port count, and only
// those of the command itself: what it starts is not counted.
//
// FAULTS_COUNTS  file of one number for each kind, and one that says whether it happened
// FAULTS_FOLDER  files below it count
// FAULTS_PORT    calls to this port count
// FAULTS_CALL    the kind whose call fails, as in `names`
// FAULTS_NUMBER  which of its calls, from 1
// FAULTS_ERROR   the number of the error; 0 kills
// FAULTS_ON      whether all later calls of the kind fail too
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { OPEN, READ, PREAD, WRITE, PWRITE, FSYNC, FDATASYNC, FTRUNCATE, UNLINK, RENAME, LOCK, SEND, RECEIVE, KINDS };
static const char *names[KINDS] = {
    "open", "read", "pread", "write", "pwrite", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "lock",
    "send", "receive"};

static _Atomic unsigned *counts;
static char folder[4096];
static size_t folder_length;
static int port, wanted = -1, error;
static unsigned number;
static int goes_on;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_COUNTS"), *below = getenv("FAULTS_FOLDER"), *call = getenv("FAULTS_CALL");
  // What the command starts is left alone.
  unsetenv("LD_PRELOAD");
  if (!path) return;
  int file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0);
  if (file < 0) return;
  void *map = mmap(0, (KINDS + 1) * sizeof(unsigned), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (map == MAP_FAILED) return;
  if (below) folder_length = (size_t)snprintf(folder, sizeof folder, "%s/", below);
  if (getenv("FAULTS_PORT")) port = atoi(getenv("FAULTS_PORT"));
  if (getenv("FAULTS_NUMBER")) number = (unsigned)atoi(getenv("FAULTS_NUMBER"));
  if (getenv("FAULTS_ERROR")) error = atoi(getenv("FAULTS_ERROR"));
  goes_on = getenv("FAULTS_ON") != 0;
  for (int kind = 0; call && kind < KINDS; kind++)
    if (!strcmp(call, names[kind])) wanted = kind;
  counts = map;
}

static int fails(enum kind kind) {
  unsigned count = atomic_fetch_add(&counts[kind], 1) + 1;
  if ((int)kind != wanted || count < number || (count > number && !goes_on)) return 0;
  atomic_store(&counts[KINDS], 1);
  if (!error) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = error;
  return 1;
}

static int path_fails(enum kind kind, int directory, const char *path) {
  if (!counts || !folder_length || !path) return 0;
  char full[8192];
  if (path[0] != '/') {
    char base[4096], link[64];
    ssize_t length;
    if (directory == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    length = readlink(link, base, sizeof base - 1);
    if (length < 0) return 0;
    base[length] = 0;
    snprintf(full, sizeof full, "%s/%s", base, path);
    path = full;
  }
  return strncmp(path, folder, folder_length) ? 0 : fails(kind);
}

static int file_fails(enum kind kind, int file) {
  if (!counts || !folder_length) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  int before = errno;
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length < (ssize_t)folder_length || strncmp(path, folder, folder_length)) return 0;
  return fails(kind);
}

static int socket_fails(enum kind kind, int file) {
  if (!counts || !port) return 0;
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  int before = errno, other = 0;
  if (getpeername(file, (struct sockaddr *)&address, &length)) {
    errno = before;
    return 0;
  }
  if (address.ss_family == AF_INET) other = ntohs(((struct sockaddr_in *)&address)->sin_port);
  if (address.ss_family == AF_INET6) other = ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
  return other == port ? fails(kind) : 0;
}

#define REAL(name) ((__typeof__(&name))next(#name))
static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

#define FILE_CALL(kind, result, name, parameters, arguments) \
  result name parameters {                                   \
    static __typeof__(&name) real;                           \
    if (!real) real = REAL(name);                            \
    return file_fails(kind, file) ? -1 : real arguments;     \
  }
FILE_CALL(READ, ssize_t, read, (int file, void *bytes, size_t count), (file, bytes, count))
FILE_CALL(PREAD, ssize_t, pread, (int file, void *bytes, size_t count, off_t at), (file, bytes, count, at))
FILE_CALL(PREAD, ssize_t, pread64, (int file, void *bytes, size_t count, off64_t at), (file, bytes, count, at))
FILE_CALL(WRITE, ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count))
FILE_CALL(PWRITE, ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
FILE_CALL(PWRITE, ssize_t, pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at))
FILE_CALL(FSYNC, int, fsync, (int file), (file))
FILE_CALL(FDATASYNC, int, fdatasync, (int file), (file))
FILE_CALL(FTRUNCATE, int, ftruncate, (int file, off_t size), (file, size))
FILE_CALL(FTRUNCATE, int, ftruncate64, (int file, off64_t size), (file, size))

#define SOCKET_CALL(kind, name, bytes_type)                                                 \
  ssize_t name(int file, bytes_type bytes, size_t count, int flags) {                       \
    static __typeof__(&name) real;                                                          \
    if (!real) real = REAL(name);                                                           \
    return socket_fails(kind, file) ? -1 : real(file, bytes, count, flags);                 \
  }
SOCKET_CALL(SEND, send, const void *)
SOCKET_CALL(RECEIVE, recv, void *)

/* The rights of a file to make, which only those who make one pass. */
#define MODE_BEHIND(flags)                                                                  \
  va_list rest;                                                                             \
  va_start(rest, flags);                                                                    \
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                   \
  va_end(rest)

#define OPEN_CALL(name)                                                                     \
  int name(const char *path, int flags, ...) {                                              \
    static __typeof__(&name) real;                                                          \
    MODE_BEHIND(flags);                                                                     \
    if (!real) real = REAL(name);                                                           \
    return path_fails(OPEN, AT_FDCWD, path) ? -1 : real(path, flags, mode);                 \
  }
OPEN_CALL(open)
OPEN_CALL(open64)

#define OPEN_AT_CALL(name)                                                                  \
  int name(int directory, const char *path, int flags, ...) {                               \
    static __typeof__(&name) real;                                                          \
    MODE_BEHIND(flags);                                                                     \
    if (!real) real = REAL(name);                                                           \
    return path_fails(OPEN, directory, path) ? -1 : real(directory, path, flags, mode);     \
  }
OPEN_AT_CALL(openat)
OPEN_AT_CALL(openat64)

int unlink(const char *path) {
  return path_fails(UNLINK, AT_FDCWD, path) ? -1 : REAL(unlink)(path);
}

int unlinkat(int directory, const char *path, int flags) {
  return path_fails(UNLINK, directory, path) ? -1 : REAL(unlinkat)(directory, path, flags);
}

int rename(const char *from, const char *to) {
  return path_fails(RENAME, AT_FDCWD, to) ? -1 : REAL(rename)(from, to);
}

#define LOCK_CALL(name)                                                                     \
  int name(int file, int command, ...) {                                                    \
    static __typeof__(&name) real;                                                          \
    va_list rest;                                                                           \
    va_start(rest, command);                                                                \
    void *argument = va_arg(rest, void *);                                                  \
    va_end(rest);                                                                           \
    if (!real) real = REAL(name);                                                           \
    if ((command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK) &&            \
        ((struct flock *)argument)->l_type != F_UNLCK && file_fails(LOCK, file))            \
      return -1;                                                                            \
    return real(file, command, argument);                                                   \
  }
int flock(int file, int operation) {
  if (operation != LOCK_UN && file_fails(LOCK, file)) return -1;
  return REAL(flock)(file, operation);
}

LOCK_CALL(fcntl)
LOCK_CALL(fcntl64)
