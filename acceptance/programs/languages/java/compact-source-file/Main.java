String metal = "gold";

void main() {
  record Nugget(String metal, int grams) {}
  var nuggets = List.of(new Nugget(metal, 42), new Nugget("brass", 1));
  var heaviest = nuggets.stream().max(Comparator.comparing(Nugget::grams)).orElseThrow();
  IO.println(
      switch (heaviest) {
        case Nugget(var name, var grams) when grams > 40 -> name + ", " + grams;
        case Nugget _ -> "dust";
      });
}
