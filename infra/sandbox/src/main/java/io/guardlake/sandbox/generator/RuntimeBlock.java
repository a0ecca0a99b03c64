package io.guardlake.sandbox.generator;

import java.io.IOException;

/** {@code service.runtimeDetails}: a process, its ancestors, and what it did. */
final class RuntimeBlock {
  private RuntimeBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    json.object(
        "runtimeDetails",
        details -> {
          details.object("process", process -> ProcessBlock.write(process, scene, scene.program()));
          details.object("context", context -> ContextBlock.write(context, scene));
        });
  }
}
