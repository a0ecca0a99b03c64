package io.guardlake.sandbox.s3;

import java.io.IOException;

/** Starts a sandbox S3, prints the id of its process, and waits to be killed. */
final class SandboxS3Owner {
  private SandboxS3Owner() {}

  public static void main(String[] arguments) throws IOException {
    SandboxS3 owned = SandboxS3.start();
    System.out.println(owned.processHandle().pid());
    int end = System.in.read();
    owned.close();
    System.exit(end);
  }
}
