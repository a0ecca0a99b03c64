package io.guardlake.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.guardlake.jobs.alert.Rows;
import io.guardlake.jobs.alert.account.AccountInfo;
import io.guardlake.schemas.finding.FindingColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final AccountInfo ACCOUNT =
      new AccountInfo("111122223333", "web", "Root/Prod/Web", Map.of("team", "blue"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "severity: [HIGH]                          | true",
        "severity: [LOW, CRITICAL]                 | false",
        "minScore: 7.5                             | true",
        "minScore: 7.6                             | false",
        "maxScore: 7.5                             | true",
        "maxScore: 7.4                             | false",
        "type: recon:*/portscan                    | true",
        "type: [Recon:S3/*, 'UnauthorizedAccess*'] | false",
        "account: '1111*'                          | true",
        "region: eu-west-?                         | true",
        "region: us-*                              | false",
        "resourceType: Instance                    | true",
        "resource: i-*                             | true",
        "principal: '*role/admin*'                 | true",
        "principal: alice                          | true",
        "principal: bob                            | false",
        "threatName: 'Emo*'                        | true",
        "threatList: ProofPoint                    | true",
        "tactic: Recon                             | true",
        "tactic: Impact                            | true",
        "tactic: Exfiltration                      | false",
        "unit: Root/Prod/*                         | true",
        "unit: Root/Dev*                           | false",
        "accountTag: { team: blue }                | true",
        "accountTag: { team: red }                 | false",
        "accountTag: { cost: '*' }                 | false",
        "resourceTag: { env: prod }                | true",
        "address: 198.51.100.0/24                  | true",
        "address: 198.51.101.0/24                  | false",
        "address: [10.0.0.0/8, 2001:db8::/32]      | true",
        "address: 192.0.2.7                        | true",
        "any: [{ region: us-* }, { minScore: 7 }]  | true",
        "all: [{ region: us-* }, { minScore: 7 }]  | false",
        "not: { severity: [HIGH] }                 | false",
        "not: { severity: [LOW], minScore: 9 }     | true",
      })
  void holdsAsItSays(String match, boolean wanted) {
    assertThat(matches(match)).isEqualTo(wanted);
  }

  @Test
  void nothingAskedForAlwaysHolds() {
    assertThat(matches("all: [{ minScore: 0 }]")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"localhost", "10.1", "0x0a000001", "010.0.0.1", "10.*.0.1", "10.0.0.1-9", "''"})
  void takesNothingForAnAddressThatIsNone(String text) {
    assertThat(Network.isOne(text)).isFalse();
    assertThat(new Network("0.0.0.0/0").contains(text)).isFalse();
    assertThat(new Network("::/0").contains(text)).isFalse();
  }

  private static boolean matches(String match) {
    String yaml =
        """
        version: 1
        sinks: { terminal: { type: STDOUT } }
        rules: [{ name: a, send: terminal, match: { %s } }]
        """;
    Rule rule = RulesReader.read("rules.yaml", yaml.formatted(match)).rules().get(0);
    Rows row =
        Rows.finding("f", 7.5)
            .with(FindingColumn.RESOURCE_TYPE, "Instance")
            .with(FindingColumn.RESOURCE_IDS, List.of("i-0123456789abcdef0"))
            .with(FindingColumn.PRINCIPAL_IDS, List.of("arn:aws:iam::111122223333:role/Admin"))
            .with(FindingColumn.USER_NAME, "alice")
            .with(FindingColumn.THREAT_NAMES, List.of("Emotet"))
            .with(FindingColumn.THREAT_LISTS, List.of("ProofPoint"))
            .with(FindingColumn.ATTACK_TACTICS, List.of("Impact"))
            .with(FindingColumn.RESOURCE_TAGS, Map.of("env", "prod"))
            .with(
                FindingColumn.ALL_IPS,
                List.of("198.51.100.7", "2001:db8::1", "::ffff:192.0.2.7", "not an address"));
    return rule.match().matches(new Subject(row.row(), ACCOUNT));
  }
}
