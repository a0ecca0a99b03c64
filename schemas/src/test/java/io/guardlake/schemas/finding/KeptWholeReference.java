package io.guardlake.schemas.finding;

/** Renders docs/reference/fields-kept-whole.md: what of a finding is in no column of its own. */
final class KeptWholeReference {
  private KeptWholeReference() {}

  static String render(ModelField model) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Fields that are in no column of their own

        Made from the code: every field of AWS's model of a finding that feeds no column of
        [the findings table](tables.md). Nothing of a finding is lost: `finding_json` holds each as it came,
        and SQL reads it from there. Lists are passed through; `*` stands for any key.
        """);
    String group = "";

    for (ModelField field : model.below()) {
      if (!field.isLeaf() || FieldTreeCoverageTest.feedsAColumn(field)) {
        continue;
      }

      String name = group(field.path());

      if (!name.equals(group)) {
        group = name;
        page.append("\n## ").append(group).append("\n\n");
      }

      page.append(line(field));
    }

    return page.toString();
  }

  static String line(ModelField field) {
    return "- `" + field.path() + "`\n";
  }

  /** The first two names, or what stands for the finding itself. */
  private static String group(String path) {
    int first = path.indexOf('.');
    int second = path.indexOf('.', first + 1);

    if (first < 0) {
      return "finding";
    }

    return path.substring(0, second < 0 ? first : second);
  }
}
