package io.guardlake.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guardlake.schemas.yaml.YamlException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulesReaderTest {
  private static final String SINKS =
      """
      version: 1
      sinks:
        terminal: { type: STDOUT }
      """;

  @Test
  void readsARuleWithEverything() {
    AlertRules rules =
        RulesReader.read(
            "rules.yaml",
            """
            version: 1
            oldAfter: 12h
            digestEvery: 5m
            sinks:
              soc: { type: SLACK, url: "env:SOC", delivery: { tries: 3, giveUpAfter: 10m } }
              pager: { type: PAGERDUTY, routingKey: "secretsmanager:pager#key" }
            rules:
              - name: prod
                match:
                  severity: [HIGH, CRITICAL]
                  type: ["UnauthorizedAccess:*"]
                  account: 111122223333
                  address: 203.0.113.0/24
                  resourceTag: { env: [prod, "stag*"] }
                  not: { region: us-east-1 }
                when: { firstSeen: true, occurrences: [10, 100], againAfter: 7d }
                send: [soc, pager]
                limit: { perFinding: 1 in 1h, perRule: 30 in 10m }
                suppress:
                  - match: { principal: "*/scanner" }
                    until: 2027-01-31
                    why: our own scanner
            """);

    assertThat(rules.oldAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(rules.digestEvery()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rules.sinks()).containsOnlyKeys("soc", "pager");
    assertThat(rules.sinks().get("soc").delivery())
        .isEqualTo(new DeliveryWish(3, Duration.ofMinutes(10), 4));
    Rule rule = rules.rules().get(0);
    assertThat(rule.when().occurrences()).containsExactly(10L, 100L);
    assertThat(rule.when().severityRose()).isFalse();
    assertThat(rule.when().againAfter()).isEqualTo(Duration.ofDays(7));
    assertThat(rule.perFinding()).isEqualTo(new Rate(1, Duration.ofHours(1)));
    assertThat(rule.perRule()).isEqualTo(new Rate(30, Duration.ofMinutes(10)));
    assertThat(rule.suppress()).hasSize(1);
    assertThat(rule.match()).isInstanceOf(Condition.All.class);
  }

  @Test
  void findsAllThatIsWrongWithLineAndField() {
    assertThatThrownBy(
            () ->
                RulesReader.read(
                    "rules.yaml",
                    SINKS
                        + """
                        rules:
                          - name: A rule
                            match: { severity: [Urgent], adress: 203.0.113.1, minScore: ten }
                            send: [nobody]
                            limit: { perRule: many }
                        """))
        .isInstanceOf(YamlException.class)
        .hasMessageContainingAll(
            "rules.yaml:5:11: rules[0].name: 'A rule' must be small letters",
            "rules.yaml:6:25: rules[0].match.severity[0]: 'Urgent' must be one of LOW",
            "rules.yaml:6:34: rules[0].match.adress: is no field here; there are: severity",
            "rules[0].match.minScore: 'ten' must be a severity score",
            "rules[0].send: 'nobody' is no sink of this file",
            "rules[0].limit.perRule: 'many' must be a limit such as");
  }

  @Test
  void doesNotRepeatASecretThatStandsWhereItsPlaceShould() {
    assertThatThrownBy(
            () ->
                RulesReader.read(
                    "rules.yaml",
                    """
                    version: 1
                    sinks: { soc: { type: SLACK, url: https://hooks.slack.com/services/T0/B0/x } }
                    rules: []
                    """))
        .hasMessageContaining("sinks.soc.url: must say where the secret is")
        .hasMessageNotContaining("T0/B0");
  }

  @Test
  void refusesARuleThatNeverFiresAndOneThatNobodyHears() {
    assertThatThrownBy(
            () ->
                RulesReader.read(
                    "rules.yaml",
                    SINKS
                        + """
                        rules:
                          - name: a
                            when: { firstSeen: false }
                            send: terminal
                          - name: a
                        """))
        .hasMessageContainingAll(
            "rules[0].when: says never",
            "rules[1].name: 'a' names another",
            "rules[1].send: is missing");
  }
}
