#include <cstdio>
#include <iostream>
#include <sys/wait.h>

int main() {
  FILE* child = popen("printf gold; exit 3", "r");
  char said[100] = {};
  std::fgets(said, sizeof said, child);
  int status = pclose(child);
  std::cout << "the child said " << said << " and ended with " << WEXITSTATUS(status) << "\n";
}
