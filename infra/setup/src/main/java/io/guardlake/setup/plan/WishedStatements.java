package io.guardlake.setup.plan;

import io.guardlake.setup.config.SetupConfig;
import io.guardlake.setup.config.StrictDeny;
import io.guardlake.setup.policy.ExportGrant;
import io.guardlake.setup.policy.ExportStatements;
import io.guardlake.setup.policy.OwnStatement;
import io.guardlake.setup.policy.PolicyKind;
import io.guardlake.setup.policy.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of our statements a configuration wants, and which it leaves as they are. */
final class WishedStatements {
  private final SetupConfig config;
  private final ExportGrant grant;

  WishedStatements(SetupConfig config, ExportGrant grant) {
    this.config = config;
    this.grant = grant;
  }

  List<Statement> in(PolicyKind kind) {
    return wished().stream()
        .filter(own -> own.kind() == kind)
        .map(own -> ExportStatements.write(own, grant))
        .toList();
  }

  /** The ids of those that the configuration speaks of. */
  Set<String> managed() {
    Set<OwnStatement> managed =
        EnumSet.of(
            OwnStatement.EXPORT_KEY,
            OwnStatement.EXPORT_LOCATION,
            OwnStatement.EXPORT_WRITE,
            OwnStatement.EXPORT_FOLDER);

    if (config.readers().isPresent()) {
      managed.add(OwnStatement.READERS_DECRYPT);
      managed.add(OwnStatement.READERS_LIST);
      managed.add(OwnStatement.READERS_GET);
    }

    if (config.bucket().strictDenies().isPresent()) {
      for (StrictDeny deny : StrictDeny.values()) {
        managed.add(statement(deny));
      }
    }

    return managed.stream()
        .map(own -> own.sid(config.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<OwnStatement> wished() {
    Set<OwnStatement> wished = EnumSet.noneOf(OwnStatement.class);

    if (!grant.regions().isEmpty()) {
      wished.add(OwnStatement.EXPORT_KEY);
      wished.add(OwnStatement.EXPORT_LOCATION);
      wished.add(OwnStatement.EXPORT_WRITE);
    }

    boolean foreignFolder =
        !grant.keyPrefix().isEmpty() && !grant.bucketAccount().equals(grant.account());

    if (!grant.regions().isEmpty() && foreignFolder) {
      wished.add(OwnStatement.EXPORT_FOLDER);
    }

    if (!grant.readers().isEmpty()) {
      wished.add(OwnStatement.READERS_DECRYPT);
    }

    if (!ExportStatements.foreignReaders(grant).isEmpty()) {
      wished.add(OwnStatement.READERS_LIST);
      wished.add(OwnStatement.READERS_GET);
    }

    config
        .bucket()
        .strictDenies()
        .ifPresent(denies -> denies.forEach(deny -> wished.add(statement(deny))));
    return wished;
  }

  private static OwnStatement statement(StrictDeny deny) {
    return switch (deny) {
      case UNENCRYPTED -> OwnStatement.DENY_UNENCRYPTED;
      case OTHER_KEY -> OwnStatement.DENY_OTHER_KEY;
      case INSECURE_TRANSPORT -> OwnStatement.DENY_INSECURE_TRANSPORT;
    };
  }
}
