#undef NDEBUG
#include <cassert>
#include <string>
#include <vector>

struct Point {
  int x, y;
  bool operator==(const Point& other) const { return x == other.x && y == other.y; }
  bool operator!=(const Point& other) const { return !(*this == other); }
};

// Equal to all of its own kind.
struct Marker {
  bool operator==(const Marker&) const { return true; }
};

struct Text {
  std::string value;
};

bool operator==(const Text& text, const char* other) { return text.value == other; }

#undef NDEBUG
#include <cassert>

int main() {

  assert((std::vector<Point>{{1, 2}} == std::vector<Point>{{1, 2}}));
  assert((Point{1, 2} != Point{2, 1}));
  assert(Marker() == Marker());
  assert(Text{"a"} == "a");
}
