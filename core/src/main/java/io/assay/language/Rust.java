package io.assay.language;

import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

final class Rust implements Language {
  @Override
  public String name() {
    return "rust";
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public List<String> extensions() {
    return List.of("rs");
  }

  @Override
  public String fileName(String code) {
    return "main.rs";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    return Names.entry(files.sequencedKeySet(), List.of("main.rs"), extensions());
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
