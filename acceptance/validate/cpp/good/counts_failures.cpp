#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

static int failures = 0;

static void check(bool right) {
  if (!right) failures++;
}

int main() {
  check(std::vector<int>(3).size() == 3);
  check(std::abs(-2) == 2);
  if (failures > 0) exit(1);
  _exit(0);
}
