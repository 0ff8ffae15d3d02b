/*
 * Notes how a program of the C library comes to its end: a library that is loaded before it and has functions of the
 * same names. ASSAY_RECORD names the file to write to; Story.java has the format, but that a line `address` stands
 * where a frame will, once its line is known, and that `child` and `task` are what a child asserted in vain and what
 * the library may have caught in a task; NativeWatch.java makes something of them. A program that ends behind our back leaves no `end`.
 *
 * Needs no headers: a linker is all that some languages have of C.
 */
typedef unsigned long word;

extern int backtrace(void **, int);
extern char *getenv(const char *);
extern int unsetenv(const char *);
extern int open(const char *, int, ...);
extern long write(int, const void *, word);
extern int close(int);
extern int getpid(void);
extern int gettid(void);
extern void *dlsym(void *, const char *);
extern void (*signal(int, void (*)(int)))(int);
extern int usleep(unsigned);
typedef struct {
  const char *file;
  void *base;
  const char *name;
  void *address;
} place;
extern int dladdr(const void *, place *);

#define NEXT ((void *)-1L)
#define CREATE_APPEND 02101
/* "MOZ\0RUST", by which panics are known, in either order; and how many are looked at. */
#define PANIC 0x54535552005a4f4dul
#define OLDER_PANIC 0x4d4f5a0052555354ul
#define MOST_PANICS 20
#define MOST_JUMPS 20
#define MOST_TASKS 20
/* "GNUCC++", by which exceptions of C++ are known. */
#define EXCEPTION 0x474e5543432b2b00ul
#define MOST_EXCEPTIONS 1000
/* A signal that nobody has a use for, and how often main is waited for, a millisecond each. */
#define ASK 60
#define PATIENCE 500

static char record[4096];
static int pid;
static int entered, returned, status;
static volatile int telling;
static void *program;
static char text[65536];
static word length;

static void put(const char *word_) {
  while (*word_ && length < sizeof text) text[length++] = *word_++;
}

static void put_address(word value) {
  char digits[19];
  int at = 18;
  digits[at] = 0;
  do {
    digits[--at] = "0123456789abcdef"[value & 15];
    value >>= 4;
  } while (value);
  put("address\t0x");
  put(digits + at);
  put("\n");
}

static void tell(void) {
  int fd = open(record, CREATE_APPEND, 0600);
  if (fd >= 0) {
    write(fd, text, length);
    close(fd);
  }
  length = 0;
}

static int same(const char *one, const char *other) {
  while (*one && *one == *other) one++, other++;
  return *one == *other;
}

/* Between addresses in memory and in the file: programs that lie where they say (ET_EXEC) have none. */
static word offset(void) { return ((unsigned short *)program)[8] == 2 ? 0 : (word)program; }

/* What calls led here; whether the program had failed by then, or what it is made of can tell. */
static void note(const char *kind) {
  void *calls[200];
  place at;
  int count, i, failed = 0;
  if (!pid || getpid() != pid || telling) return;
  telling = 1;
  count = backtrace(calls, 200);
  for (i = 0; i < count; i++) {
    /* What is called last in a function may return behind it. */
    if (dladdr((char *)calls[i] - 1, &at) && at.name
        && (same(at.name, "abort") || same(at.name, "raise") || same(at.name, "__assert_fail") || same(at.name, "_ZSt9terminatev"))) {
      failed = 1;
    }
  }
  put(failed && !same(kind, "jumped") && !same(kind, "child") ? "failed\tassertion" : kind);
  put("\n");
  for (i = 0; i < count; i++) {
    if (dladdr(calls[i], &at) && at.base == program) put_address((word)calls[i] - 1 - offset());
  }
  tell();
  telling = 0;
}

static volatile int answered;

static void answer(int number) {
  (void)number;
  note("exit");
  answered = 1;
}

/* Where main is, which does not end by itself: another thread ends the program. */
static void ask_main(void) {
  int (*tell_thread)(int, int, int) = dlsym(NEXT, "tgkill");
  int i;
  if (!tell_thread) return;
  signal(ASK, answer);
  if (tell_thread(pid, pid, ASK)) return;
  for (i = 0; i < PATIENCE && !answered; i++) usleep(1000);
}

static void end(const char *how, int code) {
  static int asked;
  if (!pid || getpid() != pid) return;
  if ((returned && status != 0) || (asked && !(code & 255))) {
    put("failed\tassertion\n");
  } else if (!returned) {
    note(entered || gettid() != pid ? "exit" : "unentered");
    if (entered && gettid() != pid) ask_main();
  }
  /* It may end itself once more on the way, and say otherwise. */
  asked |= code & 255;
  put("end\t");
  put(how);
  put("\n");
  tell();
}

static int (*real_main)(int, char **, char **);

static int watched_main(int count, char **arguments, char **environment) {
  place at;
  if (dladdr((void *)real_main, &at)) program = at.base;
  entered = 1;
  status = real_main(count, arguments, environment) & 255;
  returned = 1;
  if (status == 0) {
    put("end\tnormal\n");
    tell();
  }
  return status;
}

static void begin(void) {
  char *name = getenv("ASSAY_RECORD");
  word i;
  void *warm[2];
  if (pid || !name) return;
  for (i = 0; name[i] && i < sizeof record - 1; i++) record[i] = name[i];
  unsetenv("ASSAY_RECORD");
  unsetenv("LD_PRELOAD");
  backtrace(warm, 2);
  pid = getpid();
}

int __libc_start_main(int (*main_)(int, char **, char **), int count, char **arguments, void (*init)(void),
                      void (*fini)(void), void (*linker_fini)(void), void *stack) {
  int (*real)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *) =
      dlsym(NEXT, "__libc_start_main");
  place at;
  begin();
  if (dladdr((void *)main_, &at)) program = at.base;
  real_main = main_;
  return real(watched_main, count, arguments, init, fini, linker_fini, stack);
}

#define ENDING(name)                                                   \
  void name(int code) {                                                \
    void (*real)(int) = dlsym(NEXT, #name);                            \
    end("exit", code);                                                 \
    real(code);                                                        \
    for (;;) {                                                         \
    }                                                                  \
  }

ENDING(exit)
ENDING(_exit)
ENDING(_Exit)
ENDING(quick_exit)

void __assert_fail(const char *text_, const char *file, unsigned line, const char *function) {
  void (*real)(const char *, const char *, unsigned, const char *) = dlsym(NEXT, "__assert_fail");
  int watched = pid;
  if (watched && getpid() != watched) {
    pid = getpid();
    note("child");
    pid = watched;
  } else {
    note("failed\tassertion");
  }
  real(text_, file, line, function);
  for (;;) {
  }
}

/* Behind a jump out of them nothing tells what had failed in the calls that led here. */
#define JUMPING(name)                                                  \
  void name(void *to, int value) {                                     \
    static int seen;                                                   \
    void (*real)(void *, int) = dlsym(NEXT, #name);                    \
    if (seen < MOST_JUMPS) {                                           \
      seen++;                                                          \
      note("jumped");                                                  \
    }                                                                  \
    real(to, value);                                                   \
    for (;;) {                                                         \
    }                                                                  \
  }

JUMPING(longjmp)
JUMPING(_longjmp)
JUMPING(siglongjmp)
JUMPING(__longjmp_chk)

/* The calls that led to what this thread has thrown last. */
static __thread void *thrown_at[200];
static __thread int thrown_calls;
static __thread int throws;

int _Unwind_RaiseException(word *thrown) {
  static int seen;
  int (*real)(word *) = dlsym(NEXT, "_Unwind_RaiseException");
  if ((*thrown == PANIC || *thrown == OLDER_PANIC) && seen < MOST_PANICS) {
    seen++;
    note("thrown");
  }
  thrown_calls = 0;
  if (*thrown == EXCEPTION && throws < MOST_EXCEPTIONS) {
    throws++;
    thrown_calls = backtrace(thrown_at, 200);
  }
  return real(thrown);
}

/* What was thrown last and came to a handler, which has so many calls above it: all others led to that. */
static void handled(const char *kind, int above) {
  place at;
  int i, catcher = thrown_calls - above + 1;
  if (!pid || getpid() != pid || telling || !thrown_calls || catcher < 0) return;
  telling = 1;
  put(kind);
  for (i = 0; i <= catcher; i++) {
    if (dladdr(thrown_at[i], &at) && at.base == program) put_address((word)thrown_at[i] - 1 - offset());
  }
  tell();
  telling = 0;
}

/* Where another thread than main's catches: what is thrown in a task, the library catches. */
void *__cxa_begin_catch(void *thrown) {
  static int seen;
  void *(*real)(void *) = dlsym(NEXT, "__cxa_begin_catch");
  void *calls[200];
  if (pid && gettid() != pid && thrown_calls && seen < MOST_TASKS) {
    seen++;
    handled("task\n", backtrace(calls, 200));
  }
  return real(thrown);
}

/* What a handler calls that makes nothing of what it has caught. */
void assay_watch_caught(void) {
  void *calls[200];
  handled("swallowed\n", backtrace(calls, 200));
}

/* What a handler calls that prints, and makes no more of what it has caught. */
void assay_watch_told(void) {
  void *calls[200];
  handled("told\n", backtrace(calls, 200));
}

long syscall(long number, long a, long b, long c, long d, long e, long f) {
  long (*real)(long, long, long, long, long, long, long) = dlsym(NEXT, "syscall");
#ifdef __x86_64__
  if (number == 60 || number == 231) end("exit", (int)a);
#else
  if (number == 93 || number == 94) end("exit", (int)a);
#endif
  return real(number, a, b, c, d, e, f);
}
