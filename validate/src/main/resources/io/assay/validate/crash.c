/*
 * Writes down the calls of a program that a signal ends, innermost first, a line each: the address in the program's
 * file, in hexadecimal. Loaded before the program; ASSAY_CALLS names the file.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#define MOST_CALLS 200
/* In a handler: its own call, and what the kernel has put behind it. The next one is where the signal came. */
#define OF_OURS 2

static char calls_file[4096];
static char stack[1 << 18];
static char text[MOST_CALLS * 20];
static char *program;

static void ended(int number) {
  void *calls[MOST_CALLS];
  Dl_info at;
  int count = backtrace(calls, MOST_CALLS), length = 0, fd, i;
  (void)number;
  for (i = OF_OURS; i < count; i++) {
    if (dladdr(calls[i], &at) && at.dli_fbase == program) {
      /* Other addresses are those that calls return to. */
      char *call = (char *)calls[i] - (i == OF_OURS ? 0 : 1);
      if (((Elf64_Ehdr *)program)->e_type != ET_EXEC) call -= (unsigned long)program;
      length += snprintf(text + length, sizeof text - length, "0x%lx\n", (unsigned long)call);
    }
  }
  fd = open(calls_file, O_CREAT | O_WRONLY | O_TRUNC, 0600);
  if (fd >= 0) {
    if (write(fd, text, length) < 0) length = 0;
    close(fd);
  }
}

__attribute__((constructor)) static void begin(void) {
  static const int signals[] = {SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  const char *name = getenv("ASSAY_CALLS");
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action;
  void *warm[2];
  Dl_info at;
  unsigned i;
  if (!name || strlen(name) >= sizeof calls_file) return;
  strcpy(calls_file, name);
  unsetenv("ASSAY_CALLS");
  unsetenv("LD_PRELOAD");
  if (!dladdr((void *)getauxval(AT_ENTRY), &at)) return;
  program = at.dli_fbase;
  backtrace(warm, 2);
  sigaltstack(&other, NULL);
  memset(&action, 0, sizeof action);
  action.sa_handler = ended;
  /* Once: what comes to its place again ends the program as before. */
  action.sa_flags = SA_RESETHAND | SA_ONSTACK;
  for (i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, NULL);
}
