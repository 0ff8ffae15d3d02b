package io.assay.language;

import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

final class Java implements Language {
  @Override
  public String name() {
    return "java";
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public List<String> extensions() {
    return List.of("java");
  }

  @Override
  public String fileName(String code) {
    return "main.java";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    return Names.entry(files.sequencedKeySet(), List.of("main.java"), extensions());
  }

  @Override
  public Discovery discover(Host host) {
    return new Discovery.Missing("not supported yet", "wait for the next version");
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    throw SandboxException.host("not supported yet", null);
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    return Optional.empty();
  }
}
