class Library {
  static int weigh() {
    return 42;
  }
}
