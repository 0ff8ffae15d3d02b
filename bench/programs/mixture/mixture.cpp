#include <algorithm>
#include <iostream>
#include <map>
#include <vector>

int main() {
  unsigned long seed = 4711;
  std::vector<int> numbers;
  for (int i = 0; i < 200; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    numbers.push_back(static_cast<int>(seed % 1000));
  }
  std::sort(numbers.begin(), numbers.end());
  std::map<int, int> counts;
  for (int number : numbers) {
    counts[number % 7]++;
  }
  for (const auto& [key, count] : counts) {
    std::cout << key << ": " << count << "\n";
  }
}
