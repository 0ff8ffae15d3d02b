package io.assay.checks;

import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.errorprone.BugPattern;
import com.google.errorprone.BugPattern.LinkType;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.SwitchExpressionTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.SwitchTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `default` in a switch over an enum or a sealed type of ours: a member added later would fall
/// into it unseen. Other people's enums may grow without our being compiled again, so there a
/// default is right.
@BugPattern(
    summary =
        "A member added to this closed set would fall into the default unseen. Name the remaining"
            + " cases instead.",
    severity = ERROR,
    linkType = LinkType.NONE)
public final class DefaultOnClosedSet extends BugChecker
    implements SwitchTreeMatcher, SwitchExpressionTreeMatcher {
  private static final long serialVersionUID = 1;

  @Override
  public Description matchSwitch(SwitchTree tree, VisitorState state) {
    return match(tree.getExpression(), tree.getCases());
  }

  @Override
  public Description matchSwitchExpression(SwitchExpressionTree tree, VisitorState state) {
    return match(tree.getExpression(), tree.getCases());
  }

  private Description match(ExpressionTree selector, List<? extends CaseTree> cases) {
    if (!isOurClosedSet(ASTHelpers.getType(selector))) {
      return Description.NO_MATCH;
    }
    return cases.stream()
        .flatMap(each -> each.getLabels().stream())
        .filter(label -> label instanceof DefaultCaseLabelTree)
        .findFirst()
        .map(this::describeMatch)
        .orElse(Description.NO_MATCH);
  }

  private static boolean isOurClosedSet(@Nullable Type type) {
    if (type == null) {
      return false;
    }
    Symbol symbol = type.asElement();
    return symbol instanceof Symbol.ClassSymbol declared
        && (declared.isEnum() || declared.isSealed())
        && declared.packge().getQualifiedName().toString().startsWith("io.assay");
  }
}
