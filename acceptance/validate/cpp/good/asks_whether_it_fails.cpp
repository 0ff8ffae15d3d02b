#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

#include <sys/wait.h>

static void positive(int x) { assert(x > 0); }

int main() {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGABRT, [](int) { _exit(7); });
    positive(-1);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}
