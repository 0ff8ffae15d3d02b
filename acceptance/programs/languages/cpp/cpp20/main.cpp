#include <algorithm>
#include <concepts>
#include <iostream>
#include <ranges>
#include <span>
#include <vector>

template <typename T>
concept Weighable = requires(T item) {
  { item.grams } -> std::convertible_to<int>;
};

struct Nugget {
  int grams;
  auto operator<=>(const Nugget&) const = default;
};

template <Weighable T>
int total(std::span<const T> items) {
  int sum = 0;
  for (const auto& item : items) {
    sum += item.grams;
  }
  return sum;
}

int main() {
  std::vector<Nugget> nuggets{{.grams = 40}, {.grams = 2}};
  std::ranges::sort(nuggets);
  auto small = nuggets | std::views::filter([](const Nugget& it) { return it.grams < 10; });
  std::cout << total<Nugget>(nuggets) << " " << std::ranges::distance(small) << "\n";
}
