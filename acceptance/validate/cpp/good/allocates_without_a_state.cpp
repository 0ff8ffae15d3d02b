#include <cassert>
#include <map>
#include <memory>
#include <vector>

template <class T> struct Alloc {
  using value_type = T;
  Alloc() = default;
  template <class U> Alloc(const Alloc<U>&) {}
  T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
  void deallocate(T* p, std::size_t n) { std::allocator<T>().deallocate(p, n); }
};
template <class T, class U> bool operator==(const Alloc<T>&, const Alloc<U>&) { return true; }
template <class T, class U> bool operator!=(const Alloc<T>&, const Alloc<U>&) { return false; }

template <class T> struct Arena {
  using value_type = T;
  Arena() = default;
  template <class U> Arena(const Arena<U>&) {}
  T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
  void deallocate(T* p, std::size_t n) { std::allocator<T>().deallocate(p, n); }
  template <class U> bool operator==(const Arena<U>&) const { return true; }
};

int main() {
  std::vector<int, Alloc<int>> numbers{1, 2, 3};
  assert(numbers.size() == 3);
  std::map<int, int, std::less<>, Arena<std::pair<const int, int>>> squares;
  squares[3] = 9;
  assert(squares.at(3) == 9);
}
