package io.assay.validate.tests;

import java.util.Optional;

/// A command that runs tests which nobody else would find.
///
/// @param line what a shell is told, in the program's home
/// @param report where it leaves a report in JUnit's XML, relative to the home; without one its
///   status says whether all passed
public record TestCommand(String line, Optional<String> report) {}
