#include <algorithm>
#include <concepts>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>
#include <ranges>
#include <string>
#include <variant>
#include <vector>
template <std::integral T> T twice(T x) { return x + x; }
int main() { auto v = std::views::iota(1, 5) | std::views::transform(twice<int>); std::variant<int, std::string> x = "s"; std::cout << std::accumulate(v.begin(), v.end(), 0) << std::get<std::string>(x) << *std::make_unique<int>(3) << std::optional<int>{}.value_or(9); }
