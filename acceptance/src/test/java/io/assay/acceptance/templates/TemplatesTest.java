package io.assay.acceptance.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Assay's own templates, with the real packages.
@Tag("slow")
class TemplatesTest {
  /// Computes with OpenBLAS, whose threads are not there after a fork, and draws by chance.
  private static final String COMPUTES =
      """
      import numpy, pandas
      a = numpy.arange(250000.0).reshape(500, 500) / 250000
      print(round(float((a @ a).sum()), 3))
      print(pandas.Series([1, 2, 6]).mean())
      print(numpy.random.rand(), numpy.random.default_rng().random())
      """;

  /// Uses the packages that a program could be in want of.
  private static final String USES_ALL =
      """
      import io
      import matplotlib.pyplot, PIL.Image, requests, scipy.stats
      from sklearn.linear_model import LinearRegression
      matplotlib.pyplot.plot([1, 2, 3])
      file = io.BytesIO()
      matplotlib.pyplot.savefig(file)
      print(PIL.Image.open(io.BytesIO(file.getvalue())).size)
      print(round(scipy.stats.norm.cdf(1.96), 3))
      print(LinearRegression().fit([[0], [1]], [1, 3]).predict([[2]]).round(6))
      print(requests.Request('GET', 'http://a.example/', params={'q': 1}).prepare().url)
      """;

  @Test
  void manyForksComputeAtOnceAndEachDrawsItsOwn() {
    // While those in the middle take their time, the zygote gets ready for the last.
    List<String> programs = new ArrayList<>(Collections.nCopies(24, COMPUTES));
    programs.addAll(Collections.nCopies(6, USES_ALL));
    programs.addAll(Collections.nCopies(24, COMPUTES));
    List<Json> results = batch("python-data", programs);
    assertThat(results).hasSameSizeAs(programs);
    List<Json> all = results.subList(24, 30);
    List<Json> computing =
        Stream.concat(results.subList(0, 24).stream(), results.subList(30, 54).stream()).toList();
    Set<String> drawn = new HashSet<>();
    Set<String> computed = new HashSet<>();
    for (Json result : computing) {
      List<String> lines = result.at("run.stdout.data").text().lines().toList();
      assertThat(lines).as("%s", result.value()).hasSize(3);
      computed.add(lines.get(0) + " " + lines.get(1));
      for (String number : lines.get(2).split(" ")) {
        assertThat(drawn.add(number)).as(number).isTrue();
      }
    }
    assertThat(computed).hasSize(1).first().asString().endsWith(" 3.0");
    assertThat(computing).anyMatch(result -> Boolean.TRUE.equals(result.at("run.warm").value()));
    assertThat(all)
        .allMatch(result ->
            result
                .at("run.stdout.data")
                .text()
                .equals("(640, 480)\n0.975\n[5.]\nhttp://a.example/?q=1\n"));
    assertThat(all).anyMatch(result -> Boolean.TRUE.equals(result.at("run.warm").value()));
  }

  @Test
  void aTrainedModelIsInMemory() {
    String code =
        "from iris import model, names\nprint(names[model.predict([[6.3, 3.3, 6.0, 2.5]])[0]])";
    List<Json> results = batch("iris", Collections.nCopies(8, code));
    assertThat(results).allMatch(it -> it.at("run.stdout.data").text().equals("virginica\n"));
    assertThat(results).anyMatch(result -> Boolean.TRUE.equals(result.at("run.warm").value()));
    assertThat(results).allMatch(result -> result.at("template.name").text().equals("iris"));
  }

  private static List<Json> batch(String template, List<String> programs) {
    String cases =
        IntStream.range(0, programs.size())
            .mapToObj(number ->
                "{\"id\": %d, \"language\": \"python\", \"code\": \"%s\"}\n"
                    .formatted(number, programs.get(number).replace("\n", "\\n")))
            .collect(Collectors.joining());
    Ended ended =
        Start.of("batch", "-", "--template", template, "--jobs", "4").withStdin(cases).run();
    Product.assumeInstalled("python", ended);
    assertThat(ended.status()).as("%s", ended).isZero();
    List<Json> results = new ArrayList<>();
    ended.stdout().text().lines().forEach(line -> results.add(Json.parse(line)));
    return results;
  }
}
