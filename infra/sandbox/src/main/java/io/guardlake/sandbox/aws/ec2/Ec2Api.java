package io.guardlake.sandbox.aws.ec2;

import static java.util.Objects.requireNonNull;

import io.guardlake.sandbox.aws.http.AwsAnswer;
import io.guardlake.sandbox.aws.http.AwsService;
import io.guardlake.sandbox.aws.http.Call;
import io.guardlake.sandbox.aws.http.NamedOperations;
import io.guardlake.sandbox.aws.http.Protocol;
import io.guardlake.sandbox.aws.http.Xml;
import io.guardlake.sandbox.aws.world.AwsWorld;
import io.guardlake.sandbox.aws.world.OptStatus;
import io.guardlake.sandbox.aws.world.Region;

/** EC2's DescribeRegions, without filters. */
public final class Ec2Api {
  private final AwsWorld world;

  public Ec2Api(AwsWorld world) {
    this.world = requireNonNull(world, "world is null");
  }

  public AwsService service() {
    return new NamedOperations("ec2", Protocol.EC2).with("DescribeRegions", this::regions);
  }

  private AwsAnswer regions(Call call) {
    boolean all = NamedOperations.form(call).getOrDefault("AllRegions", "false").equals("true");
    StringBuilder items = new StringBuilder();

    for (Region region : world.regions()) {
      OptStatus status = world.optStatus(call.account(), region);

      if (all || status.isUsable()) {
        items
            .append("<item>")
            .append(Xml.element("regionName", region.id()))
            .append(
                Xml.element(
                    "regionEndpoint",
                    "ec2.%s.%s".formatted(region.id(), world.partition().dnsSuffix())))
            .append(Xml.element("optInStatus", optIn(status)))
            .append("</item>");
      }
    }

    return AwsAnswer.xml(
        "<DescribeRegionsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><regionInfo>%s</regionInfo></DescribeRegionsResponse>"
            .formatted(items));
  }

  private static String optIn(OptStatus status) {
    return switch (status) {
      case ENABLED_BY_DEFAULT -> "opt-in-not-required";
      case ENABLED -> "opted-in";
      case ENABLING, DISABLED -> "not-opted-in";
    };
  }
}
