package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A process with the chain of those that started it, from its parent on. */
final class ProcessBlock {
  private static final List<String> ON_A_HOST =
      List.of("/usr/bin/bash", "/usr/sbin/sshd", "/usr/lib/systemd/systemd");
  private static final List<String> IN_A_CONTAINER =
      List.of("/usr/bin/sh", "/usr/bin/containerd-shim-runc-v2", "/usr/lib/systemd/systemd");

  private ProcessBlock() {}

  /**
   * Writes the fields of a process.
   *
   * @param program the path of what it runs
   */
  static void write(Json json, Scene scene, String program) throws IOException {
    Dice dice = scene.latest();
    Instant started = scene.moment().lastSeen().minusMillis(dice.between(1_000, 9_000_000));
    int user = dice.chance(0.5) ? 0 : 1000;
    int pid = dice.between(2_000, 32_767);
    String parent = dice.hex(32);
    json.text("name", name(program));
    json.text("executablePath", program);
    json.text("executableSha256", scene.namedDice(program).hex(64));
    json.number("namespacePid", dice.between(2, 400));
    json.text("pwd", user == 0 ? "/root" : "/home/app");
    json.number("pid", pid);
    json.time("startTime", started, scene.times());
    json.text("uuid", dice.hex(32));
    json.text("parentUuid", parent);
    json.text("user", user == 0 ? "root" : "app");
    identifiers(json, user, dice.chance(0.15));
    json.array("lineage", lineage -> lineage(lineage, scene, started, pid, parent));
  }

  private static String name(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /** Numbers by the SDK's model, and strings in some exports. */
  private static void identifiers(Json json, int user, boolean asText) throws IOException {
    if (asText) {
      json.text("userId", Integer.toString(user)).text("euid", Integer.toString(user));
      return;
    }

    json.number("userId", user).number("euid", user);
  }

  private static void lineage(Json json, Scene scene, Instant started, int pid, String parent)
      throws IOException {
    Dice dice = scene.latest();
    List<String> all = scene.kind().subject() == Subject.INSTANCE ? ON_A_HOST : IN_A_CONTAINER;
    List<String> programs = all.subList(0, dice.between(1, all.size()));
    String uuid = parent;
    Instant earlier = started;
    int lower = pid;

    for (String program : programs) {
      earlier = earlier.minusMillis(dice.between(20, 3_000_000));
      lower = program.endsWith("/systemd") ? 1 : lower / 2;
      String above = dice.hex(32);
      ancestor(json, scene, program, earlier, lower, uuid, above);
      uuid = above;
    }
  }

  private static void ancestor(
      Json json, Scene scene, String program, Instant started, int pid, String uuid, String above)
      throws IOException {
    json.element(
        one ->
            one.time("startTime", started, scene.times())
                .number("namespacePid", Math.min(pid, scene.latest().between(1, 400)))
                .number("userId", 0)
                .text("name", name(program))
                .number("pid", pid)
                .text("uuid", uuid)
                .text("executablePath", program)
                .number("euid", 0)
                .text("parentUuid", above));
  }
}
