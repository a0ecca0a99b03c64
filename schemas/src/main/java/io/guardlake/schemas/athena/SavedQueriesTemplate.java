package io.guardlake.schemas.athena;

import io.guardlake.schemas.queries.SavedQueries;
import io.guardlake.schemas.queries.SavedQuery;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Renders infra/athena/saved-queries.yaml: the saved queries as AWS::Athena::NamedQuery, which are
 * Athena's own saved queries, with the default or an example for each parameter.
 */
final class SavedQueriesTemplate {
  private SavedQueriesTemplate() {}

  static String render() {
    return """
        # Made from the saved queries: change them in schemas/src/main/resources/io/guardlake/schemas/queries, not here.
        AWSTemplateFormatVersion: "2010-09-09"
        Description: Guardlake's saved queries in Athena's console, each with the values that its comments name.
        Parameters:
          Database:
            Type: String
            Default: guardlake
          WorkGroup:
            Type: String
            Default: guardlake
        Resources:
        """
        + SavedQueries.all().stream()
            .map(SavedQueriesTemplate::resource)
            .collect(Collectors.joining());
  }

  private static String resource(SavedQuery query) {
    String title = "-- " + query.title() + "\n";
    return """
          %s:
            Type: AWS::Athena::NamedQuery
            Properties:
              Name: %s
              Description: "%s"
              Database: !Ref Database
              WorkGroup: !Ref WorkGroup
              QueryString: |
        %s
        """
        .formatted(
            logicalId(query.name()),
            query.name(),
            query.title(),
            (title + query.bindExamples().literalText()).indent(10).stripTrailing());
  }

  private static String logicalId(String name) {
    return Arrays.stream(name.split("_"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
