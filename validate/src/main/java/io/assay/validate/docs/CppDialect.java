package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.docs.Piece.Lexis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++. Where there is no `main`, statements go into one, definitions before it, and headers of the
/// standard library that are used are included.
final class CppDialect implements Dialect {
  private static final Lexis LEXIS =
      new Lexis(false, List.of(), true, Set.of("class", "struct", "union", "enum", "typedef"));

  private static final Pattern MAIN =
      Pattern.compile("(?:int|auto|signed|void)\\s+main\\s*\\(\\).*");

  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?:#|using\\b|namespace\\b|inline namespace\\b|template\\b|class\\b|struct\\b|union\\b|enum\\b|typedef\\b"
              + "|extern\\b|concept\\b|constexpr\\b|consteval\\b|constinit\\b|static\\b|inline\\b|static_assert\\b).*");

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?!(?:if|for|while|switch|do|try|else|return|case|throw|delete|new)\\b)[^=;(]+[\\s*&]~?[\\w:]+(?:operator[^(]*)?\\s*"
              + "\\(\\)[^;=]*\\{\\}");

  private static final Pattern NAME = Pattern.compile("\\bstd::(\\w+)");

  /// The headers of the names that fragments use most.
  private static final Map<String, String> HEADERS = headers();

  private static Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String line :
        """
        iostream cout cin cerr clog endl flush ostream istream boolalpha hex
        string string stoi stol stoll stod to_string getline
        string_view string_view
        vector vector
        array array to_array
        map map multimap
        set set multiset
        unordered_map unordered_map unordered_multimap
        unordered_set unordered_set unordered_multiset
        deque deque
        list list
        forward_list forward_list
        queue queue priority_queue
        stack stack
        span span
        tuple tuple make_tuple tie get apply
        utility pair make_pair move forward swap exchange
        memory unique_ptr shared_ptr weak_ptr make_unique make_shared enable_shared_from_this
        optional optional nullopt make_optional
        variant variant visit monostate holds_alternative
        any any any_cast
        functional function bind plus minus multiplies less greater hash invoke reference_wrapper ref cref
        algorithm sort stable_sort find find_if any_of all_of none_of count count_if copy copy_if transform for_each fill min max minmax min_element max_element reverse unique remove remove_if replace lower_bound upper_bound binary_search clamp equal rotate shuffle generate partition ranges
        numeric accumulate iota reduce inner_product partial_sum gcd lcm
        iterator back_inserter begin end distance advance next prev inserter istream_iterator ostream_iterator
        ranges views
        sstream stringstream ostringstream istringstream
        fstream ifstream ofstream fstream
        iomanip setw setprecision setfill fixed
        cmath sqrt pow abs sin cos tan floor ceil round fabs log exp hypot
        cstdint uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t
        cstddef size_t byte ptrdiff_t nullptr_t
        stdexcept runtime_error logic_error invalid_argument out_of_range length_error domain_error
        exception exception terminate
        thread thread this_thread jthread
        mutex mutex lock_guard unique_lock scoped_lock once_flag call_once
        atomic atomic
        future future promise async packaged_task
        chrono chrono
        random mt19937 random_device uniform_int_distribution
        filesystem filesystem
        regex regex regex_match regex_search smatch
        type_traits is_same is_same_v enable_if_t decay_t is_integral_v conditional_t
        concepts integral floating_point same_as convertible_to
        limits numeric_limits
        bitset bitset
        complex complex
        initializer_list initializer_list
        cstdio printf puts
        cstring strlen memcpy memset strcmp
        format format
        compare strong_ordering weak_ordering partial_ordering
        """
            .lines()
            .toList()) {
      List<String> words = List.of(line.split(" ", -1));
      words.subList(1, words.size()).forEach(name -> headers.putIfAbsent(name, words.getFirst()));
    }
    return headers;
  }

  @Override
  public Language language() {
    return Language.CPP;
  }

  @Override
  public Set<String> labels() {
    return Set.of("cpp17", "cpp20", "cplusplus");
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return Optional.empty();
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    List<Piece> pieces = Piece.of(code, LEXIS);
    if (pieces.stream().anyMatch(piece -> MAIN.matcher(piece.head()).matches())) {
      return code;
    }
    List<Line> all = new ArrayList<>();
    missing(code).forEach(header -> all.add(Line.ours("#include <" + header + ">")));
    List<Line> statements = new ArrayList<>();
    for (Piece piece : pieces) {
      String head = piece.head();
      boolean above =
          DEFINITION.matcher(head).matches() || FUNCTION.matcher(head).matches() || head.isEmpty();
      (above ? all : statements).addAll(piece.lines());
    }
    all.add(Line.ours("int main() {"));
    all.addAll(statements);
    all.add(Line.ours("}"));
    return all;
  }

  private static Set<String> missing(List<Line> code) {
    Set<String> headers = new TreeSet<>();
    for (Line line : code) {
      Matcher name = NAME.matcher(line.text());
      while (name.find()) {
        String header = HEADERS.getOrDefault(name.group(1), "");
        if (!header.isEmpty()
            && code.stream().noneMatch(it -> it.text().contains("<" + header + ">"))) {
          headers.add(header);
        }
      }
    }
    return headers;
  }
}
