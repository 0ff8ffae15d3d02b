#include <cassert>
#include <stdexcept>
#include <string>

struct Queue {
  int count = 0;
  void checkNotEmpty() const {
    if (count == 0) throw std::underflow_error("empty");
  }
  void checkNotFull() const {
    if (count == 4) throw std::overflow_error("full");
  }
  void push() {
    checkNotFull();
    ++count;
  }
  void pop() {
    checkNotEmpty();
    --count;
  }
};

void checkDigit(char c) {
  if (c < '0' || c > '9') throw std::invalid_argument("not a digit");
}

int sum_of_digits(const std::string& text) {
  int sum = 0;
  for (char c : text) {
    try {
      checkDigit(c);
    } catch (const std::invalid_argument&) {
      continue;
    }
    sum += c - '0';
  }
  return sum;
}

void test_pop_of_empty() {
  Queue queue;
  try {
    queue.pop();
  } catch (...) {
    return;
  }
  assert(false && "nothing was thrown");
}

int main() {
  Queue queue;
  try {
    queue.pop();
    assert(false);
  } catch (const std::underflow_error&) {
  }
  for (int i = 0; i < 4; ++i) queue.push();
  try {
    queue.push();
    return 1;
  } catch (const std::overflow_error&) {
  }
  try {
    queue.push();
  } catch (const std::overflow_error&) {
  }
  assert(queue.count == 4);
  assert(sum_of_digits("a1b2") == 3);
  test_pop_of_empty();
}
