package io.guardlake.sandbox.aws.sts;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsError;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.http.Xml;
import io.guardlake.sandbox.aws.world.AccessKey;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.Caller;
import java.time.Duration;
import java.util.Map;

/** STS, API 2011-06-15: https://docs.aws.amazon.com/STS/latest/APIReference/. */
public final class StsApi {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final int DEFAULT_SECONDS = 3600;

  private final AwsWorld world;

  public StsApi(AwsWorld world) {
    this.world = requireNonNull(world, "world is null");
  }

  public AwsService service() {
    return new NamedOperations("sts", Protocol.QUERY)
        .with("GetCallerIdentity", StsApi::identity)
        .with("AssumeRole", this::assumeRole);
  }

  private static AwsAnswer identity(Call call) {
    Caller caller = call.caller();
    return answer(
        "GetCallerIdentity",
        Xml.element("Arn", caller.arn())
            + Xml.element("UserId", caller.userId())
            + Xml.element("Account", caller.account()));
  }

  private AwsAnswer assumeRole(Call call) {
    Map<String, String> form = NamedOperations.form(call);
    String role = form.getOrDefault("RoleArn", "");
    String session = form.getOrDefault("RoleSessionName", "");
    int seconds = Integer.parseInt(form.getOrDefault("DurationSeconds", "" + DEFAULT_SECONDS));

    if (!session.matches("[\\w+=,.@-]{2,64}")) {
      throw new AwsError(
          400, "ValidationError", "RoleSessionName has 2 to 64 of the characters a-zA-Z0-9_+=,.@-");
    }

    if (!world.hasRole(role)) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(call.caller().arn(), role));
    }

    AccessKey key = world.assumeRole(role, session, Duration.ofSeconds(seconds));
    return answer(
        "AssumeRole",
        "<Credentials>"
            + Xml.element("AccessKeyId", key.accessKeyId())
            + Xml.element("SecretAccessKey", key.secretAccessKey())
            + Xml.element("SessionToken", key.sessionToken().orElseThrow())
            + Xml.element("Expiration", key.expiresAt().toString())
            + "</Credentials><AssumedRoleUser>"
            + Xml.element("AssumedRoleId", key.caller().userId())
            + Xml.element("Arn", key.caller().arn())
            + "</AssumedRoleUser>");
  }

  private static AwsAnswer answer(String operation, String result) {
    return AwsAnswer.xml(
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
            .formatted(operation, NAMESPACE, result));
  }
}
