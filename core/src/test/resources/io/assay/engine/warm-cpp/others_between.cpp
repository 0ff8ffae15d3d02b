// what comes first
/* and
   second */
#include <cassert>  // asserts

#include <string>
#include <vector>
# include <iostream>
#include <algorithm>
#include <unistd.h>
#include <map>
int main() { std::map<std::string, int> m{{"a", 1}}; assert(m.size() == 1); std::cout << __COUNTER__ << __INCLUDE_LEVEL__ << __FILE__ << getppid() * 0 << '\n'; }
