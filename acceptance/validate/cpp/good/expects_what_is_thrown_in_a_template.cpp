#include <cassert>
#include <stdexcept>
#include <vector>

template <class F> void must_throw(F f) {
  try {
    f();
  } catch (const std::exception&) {
    return;
  }
  assert(false && "nothing thrown");
}

template <class T> struct Stack {
  std::vector<T> values;

  bool pop(T& out) {
    try {
      out = values.at(values.size() - 1);
      values.pop_back();
      return true;
    } catch (const std::out_of_range&) {
    }
    return false;
  }
};

int main() {
  must_throw([] { throw std::runtime_error("x"); });
  Stack<int> stack;
  int top = 0;
  assert(!stack.pop(top));
  stack.values.push_back(4);
  assert(stack.pop(top) && top == 4);
}
