package io.guardlake.setup.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
  private static final String ODD =
      """
      { "Id" : "old", "Statement": { "Effect":"Deny", "NotPrincipal": {"AWS":["a","b"]},
        "NotAction": "s3:*", "Condition": {"Bool": {"aws:SecureTransport": false}, "NumericLessThan": {"s3:max-keys": 1.0}},
        "Later" : [1e3] } , "Version":"2008-10-17", "Unknown": {"a": null} }
      """;

  @Test
  void givesBackByteForByteWhatWasNotEdited() {
    assertThat(PolicyDocument.parse("p", ODD).text()).isEqualTo(ODD);
  }

  @Test
  void keepsForeignPartsByteForByteWhenEdited() {
    PolicyDocument edited = PolicyDocument.parse("p", ODD).with("Ours", "{\"Sid\":\"Ours\"}");

    String foreign = ODD.substring(ODD.indexOf("{ \"Effect\""), ODD.indexOf("[1e3] }") + 7);
    assertThat(edited.text())
        .isEqualTo(
            "{\"Id\":\"old\",\"Statement\":["
                + foreign
                + ",{\"Sid\":\"Ours\"}],\"Version\":\"2008-10-17\",\"Unknown\":{\"a\": null}}");
  }

  @Test
  void readsWhateverAwsLetsBeOneOrMany() {
    Statement statement = PolicyDocument.parse("p", ODD).statements().get(0);

    assertThat(statement.isDeny()).isTrue();
    assertThat(statement.sid()).isEmpty();
    assertThat(statement.principals("NotPrincipal")).contains(Map.of("AWS", List.of("a", "b")));
    assertThat(statement.values("NotAction")).contains(List.of("s3:*"));
    assertThat(statement.conditions())
        .containsExactly(
            new Condition("Bool", "aws:SecureTransport", List.of("false")),
            new Condition("NumericLessThan", "s3:max-keys", List.of("1.0")));
    assertThat(new Statement("{\"Principal\":\"*\"}").principals("Principal"))
        .isEqualTo(Optional.of(Map.of("*", List.of("*"))));
  }

  @Test
  void refusesADocumentThatSaysSomethingTwice() {
    assertThatThrownBy(
            () ->
                PolicyDocument.parse(
                    "The policy of bucket findings",
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\"}]}"))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("The policy of bucket findings cannot be edited safely: at line 1")
        .hasMessageContaining("Duplicate field 'Effect'")
        .hasMessageEndingWith("Mend it by hand, then run this again.");
  }

  @Test
  void refusesWhatIsNoPolicy() {
    for (String text :
        List.of(
            "[]",
            "{}",
            "{\"Statement\":1}",
            "{\"Statement\":[1]}",
            "{\"Statement\":[]} x",
            "{\"Statement\":[",
            "{\"Statement\":[],\"Statement\":[]}")) {
      assertThatThrownBy(() -> PolicyDocument.parse("p", text))
          .as(text)
          .isInstanceOf(PolicyException.class);
    }
  }

  @Test
  void isNothingWhereNoStatementIsLeft() {
    PolicyDocument one = PolicyDocument.EMPTY.with("Ours", "{\"Sid\":\"Ours\"}");

    assertThat(one.text())
        .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Ours\"}]}");
    assertThat(one.without("Ours").text()).isEmpty();
    assertThat(PolicyDocument.parse("p", " ").statements()).isEmpty();
  }

  @Test
  void countsBytesNotCharacters() {
    assertThat(PolicyDocument.parse("p", "{\"Id\":\"é\",\"Statement\":[]}").bytes()).isEqualTo(26);
  }

  @Test
  void hasTheFingerprintOfItsText() {
    assertThat(PolicyDocument.parse("p", ODD).fingerprint())
        .hasSize(64)
        .isNotEqualTo(PolicyDocument.parse("p", ODD.replace("old", "new")).fingerprint());
  }
}
