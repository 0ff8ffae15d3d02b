#undef NDEBUG
#include <algorithm>
#include <cassert>
#include <iostream>
#include <vector>

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const auto middle = numbers.size() / 2;
  return numbers.size() % 2 ? numbers[middle] : (numbers[middle - 1] - numbers[middle]) / 2;
}

int main() {
  assert(median({3, 1, 2}) == 2);
  assert(median({4, 1, 2, 3}) == 2.5);
  std::cout << "ok\n";
}
