package io.guardlake.sandbox.aws.policy;

import io.guardlake.sandbox.aws.world.Caller;
import java.util.HashMap;
import java.util.Map;

/** What the sandbox tells a policy's conditions of a request. All requests count as sent by TLS. */
public final class Contexts {
  private Contexts() {}

  /** A request of a user or a role. */
  public static Map<String, String> of(Caller caller) {
    return Map.of(
        "aws:PrincipalAccount",
        caller.account(),
        "aws:PrincipalArn",
        caller.principalArn(),
        "aws:PrincipalIsAWSService",
        "false",
        "aws:SecureTransport",
        "true");
  }

  /**
   * A request of a service on behalf of a resource of an account.
   *
   * @param service such as guardduty.amazonaws.com
   */
  public static Map<String, String> of(String service, String account, String sourceArn) {
    return Map.of(
        "aws:PrincipalIsAWSService", "true",
        "aws:PrincipalServiceName", service,
        "aws:SecureTransport", "true",
        "aws:SourceAccount", account,
        "aws:SourceArn", sourceArn);
  }

  /** The same with more. */
  public static Map<String, String> with(Map<String, String> context, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(context);
    all.putAll(more);
    return all;
  }
}
