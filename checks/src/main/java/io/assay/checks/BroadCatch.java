package io.assay.checks;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.CatchTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import java.util.List;

/// A catch of everything, bugs included. Undoing something and throwing on is fine: then the catch
/// ends with a `throw`.
@BugPattern(
    summary =
        "Catches bugs together with failures. Name the failures that can happen here, or end the"
            + " catch with a throw; where everything must really be survived,"
            + " @SuppressWarnings(\"BroadCatch\") with the reason beside it.",
    severity = ERROR,
    linkType = LinkType.NONE)
public final class BroadCatch extends BugChecker implements CatchTreeMatcher {
  private static final long serialVersionUID = 1;

  @Override
  public Description matchCatch(CatchTree tree, VisitorState state) {
    return types(tree).stream().anyMatch(type -> isBroad(type, state)) && !endsWithThrow(tree)
        ? describeMatch(tree.getParameter().getType())
        : Description.NO_MATCH;
  }

  private static List<? extends Tree> types(CatchTree tree) {
    Tree type = tree.getParameter().getType();
    return type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
  }

  private static boolean isBroad(Tree tree, VisitorState state) {
    var type = ASTHelpers.getType(tree);
    return ASTHelpers.isSameType(type, state.getTypeFromString("java.lang.Throwable"), state)
        || ASTHelpers.isSameType(type, state.getTypeFromString("java.lang.Exception"), state);
  }

  private static boolean endsWithThrow(CatchTree tree) {
    List<? extends StatementTree> statements = tree.getBlock().getStatements();
    return !statements.isEmpty() && statements.getLast() instanceof ThrowTree;
  }
}
