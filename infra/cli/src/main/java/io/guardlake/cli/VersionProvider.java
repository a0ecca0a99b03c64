package io.guardlake.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Guardlake.class.getPackage().getImplementationVersion();
    return new String[] {"guardlake " + (version == null ? "(not packaged)" : version)};
  }
}
