package io.assay.cli;

import io.assay.SandboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The words of a command: its name and help, its options and parameters, in the order in which
/// help lists them. Each is told to picocli as an object: having it read annotations would take a
/// quarter of a start.
final class Words {
  private final CommandSpec spec;

  /// @param action what the command does
  /// @param synopsis how it is called, a line for each way
  /// @param description what it does
  Words(Main.Action action, String name, List<String> synopsis, String... description) {
    spec = CommandSpec.wrapWithoutInspection(action).name(name);
    spec.usageMessage()
        .description(description)
        .customSynopsis(synopsis.toArray(String[]::new))
        .sortOptions(false)
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n");
  }

  /// What help shows at its end, below `heading`.
  Words ending(String heading, String... lines) {
    spec.usageMessage().footerHeading("%n" + heading + (heading.isEmpty() ? "" : "%n"));
    spec.usageMessage().footer(lines);
    return this;
  }

  CommandSpec spec() {
    return spec;
  }

  /// Whether one JSON document is printed.
  Flag json() {
    return flag("Print one JSON document (docs/json.md).", "--json");
  }

  /// An option without a value.
  Flag flag(String description, String... names) {
    return new Flag(add(OptionSpec.builder(names).type(boolean.class).arity("0"), description));
  }

  Value<String> text(String label, String description, String... names) {
    return new Value<>(add(option(label, names).type(String.class), description));
  }

  Value<Path> file(String label, String description, String... names) {
    return value(Path.class, Path::of, label, description, names);
  }

  Value<Integer> number(String label, String description, String... names) {
    return value(Integer.class, new Amount.Whole(), label, description, names);
  }

  Value<Duration> time(String description, String... names) {
    return value(Duration.class, new Amount.Time(), "TIME", description, names);
  }

  Value<Long> size(String description, String... names) {
    return value(Long.class, new Amount.Size(), "SIZE", description, names);
  }

  Value<Long> count(String description, String... names) {
    return value(Long.class, new Amount.Count(), "N", description, names);
  }

  /// An option with a number of processors.
  Value<Double> share(String description, String... names) {
    return value(Double.class, new Amount.Share(), "N", description, names);
  }

  private <T> Value<T> value(
      Class<T> type,
      ITypeConverter<T> converter,
      String label,
      String description,
      String... names) {
    return new Value<>(add(option(label, names).type(type).converters(converter), description));
  }

  /// An option that may be repeated.
  Value<List<String>> texts(String label, String description, String... names) {
    return new Value<>(add(option(label, names).type(List.class), description));
  }

  /// An option with several values between commas, which may be repeated as well.
  Value<List<String>> list(String label, String description, String... names) {
    return new Value<>(add(option(label, names).type(List.class).splitRegex(","), description));
  }

  /// An option with a `KEY=FILE`, which may be repeated.
  Value<Map<String, Path>> files(String label, String description, String... names) {
    return new Value<>(
        add(
            option(label, names)
                .type(Map.class)
                .auxiliaryTypes(String.class, Path.class)
                .converters(text -> text, Path::of),
            description));
  }

  /// The parameter, where there is one.
  ///
  /// @param arity how often it may be there, such as `0..1`
  Value<String> parameter(String arity, String label, String description) {
    return parameter(it -> it.type(String.class), arity, label, description);
  }

  /// The parameters.
  ///
  /// @param arity how many there may be, such as `1..*`
  Value<List<String>> parameters(String arity, String label, String description) {
    return parameter(
        it -> it.type(List.class).auxiliaryTypes(String.class), arity, label, description);
  }

  /// The parameters, each the path of a file.
  Value<List<Path>> fileParameters(String arity, String label, String description) {
    return parameter(
        it -> it.type(List.class).auxiliaryTypes(Path.class).converters(Path::of),
        arity,
        label,
        description);
  }

  private <T> Value<T> parameter(
      Consumer<PositionalParamSpec.Builder> typed, String arity, String label, String description) {
    PositionalParamSpec.Builder builder =
        PositionalParamSpec.builder()
            .arity(arity)
            .required(!arity.startsWith("0"))
            .paramLabel(label)
            .description(description);
    typed.accept(builder);
    PositionalParamSpec parameter = builder.build();
    spec.addPositional(parameter);
    return new Value<>(parameter);
  }

  private static OptionSpec.Builder option(String label, String... names) {
    return OptionSpec.builder(names).paramLabel(label);
  }

  private OptionSpec add(OptionSpec.Builder builder, String description) {
    OptionSpec option = builder.description(description).build();
    spec.addOption(option);
    return option;
  }

  /// Whether an option is there.
  record Flag(ArgSpec spec) {
    boolean given() {
      return Boolean.TRUE.equals(spec.<Boolean>getValue());
    }
  }

  /// What an option or parameter says.
  record Value<T>(ArgSpec spec) {
    Optional<T> get() {
      return Optional.ofNullable(spec.<T>getValue());
    }

    T or(T other) {
      return get().orElse(other);
    }

    /// `start` with the limit that it sets, as `add` adds it; `start` where it sets none.
    <S> S onto(S start, BiFunction<S, T, S> add) {
      try {
        return get().map(value -> add.apply(start, value)).orElse(start);
      } catch (SandboxException e) {
        String name = spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
        throw Amount.asTyped(e, name, String.join(" ", spec.originalStringValues()));
      }
    }
  }
}
