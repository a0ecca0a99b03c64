package io.guardlake.setup.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.guardlake.setup.policy.PolicyDocument.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a policy into its members and statements, each as the text that stands there. */
final class PolicyParser {
  private final String name;
  private final String text;
  private final List<Member> members = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  PolicyParser(String name, String text) {
    this.name = name;
    this.text = text;
  }

  PolicyDocument parse() {
    try (JsonParser parser = PolicyJson.MAPPER.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused("it is no JSON object");
      }

      while (parser.nextToken() != JsonToken.END_OBJECT) {
        member(parser);
      }

      if (parser.nextToken() != null) {
        throw refused("something follows its end");
      }
    } catch (JsonProcessingException e) {
      throw refused(
          "at line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    if (members.stream().noneMatch(member -> member.name().equals("Statement"))) {
      throw refused("it has no Statement");
    }

    return new PolicyDocument(members, statements, Optional.of(text));
  }

  private void member(JsonParser parser) throws IOException {
    String member = parser.currentName();
    JsonToken value = parser.nextToken();

    if (!member.equals("Statement")) {
      members.add(new Member(member, slice(parser)));
      return;
    }

    members.add(new Member(member, ""));

    if (value == JsonToken.START_OBJECT) {
      statements.add(new Statement(slice(parser)));
      return;
    }

    if (value != JsonToken.START_ARRAY) {
      throw refused("its Statement is neither an object nor an array");
    }

    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw refused("its Statement holds something that is no object");
      }

      statements.add(new Statement(slice(parser)));
    }
  }

  /** The text of the value that the parser stands at the beginning of. */
  private String slice(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return text.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private PolicyException refused(String reason) {
    return new PolicyException(
        "%s cannot be edited safely: %s. Mend it by hand, then run this again."
            .formatted(name, reason));
  }
}
