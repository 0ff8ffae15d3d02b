#include <csignal>
#include <iostream>
#include <unistd.h>

int main() {
  std::cout << "going" << std::endl;
  kill(getpid(), SIGKILL);
  pause();
}
