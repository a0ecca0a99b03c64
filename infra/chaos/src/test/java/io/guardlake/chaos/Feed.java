package io.guardlake.chaos;

import java.util.List;

/** How new objects are found. */
enum Feed {
  LIST {
    @Override
    List<String> options(World world) {
      return List.of("--feed", "list", "--poll", "500ms", "--reconcile", "none");
    }
  },
  SQS {
    @Override
    List<String> options(World world) {
      // Dropped events are found by listing, which must not take hours here.
      return List.of(
          "--feed",
          "sqs",
          "--queue-url",
          world.queueUrl(),
          "--queue-visibility",
          World.HIDDEN.toSeconds() + "s",
          "--reconcile",
          "2s:" + ExportPlan.LOOK_BACK_DAYS + "d");
    }
  };

  abstract List<String> options(World world);
}
