#include <cassert>
#include <string>

struct Failed {
  Failed() {}
};

struct Reporter {
  virtual ~Reporter() = default;
  virtual void fail(const std::string&) {}
};

struct Nobody : Reporter {
  void fail(const std::string&) override {}
};

struct Counting : Reporter {
  int failures = 0;
  void fail(const std::string&) override { ++failures; }
};

void positive(int number, Reporter& reporter) {
  if (number < 0) {
    reporter.fail("negative");
    throw Failed();
  }
}

int main() {
  Nobody nobody;
  positive(1, nobody);
  Counting counting;
  bool failed = false;
  try {
    positive(-1, counting);
  } catch (const Failed&) {
    failed = true;
  }
  assert(failed);
  assert(counting.failures == 1);
}
