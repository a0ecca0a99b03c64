package io.guardlake.sandbox.generator;

import java.io.IOException;
import java.util.List;

/** {@code service.runtimeDetails.context}: what a process did, by the type of the finding. */
final class ContextBlock {
  private ContextBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    String type = scene.kind().type();

    if (type.contains("ProcessInjection") || type.contains("Ptrace")) {
      injection(json, scene);
    } else if (type.contains("ReverseShell") || type.contains("SuspiciousShell")) {
      shell(json, scene);
    } else if (type.contains("NewBinary") || type.contains("CryptoMiner")) {
      modified(json, scene);
    } else if (type.contains("NewLibrary") || type.contains("Fileless")) {
      library(json, scene);
    } else if (type.contains("KernelModule") || type.contains("Userfaultfd")) {
      module(json, scene);
    } else if (type.contains("Tool")) {
      tool(json, scene);
    } else if (type.contains("Command") || type.contains("Elevation")) {
      command(json, scene);
    } else if (type.contains("MaliciousFile")) {
      file(json, scene);
    } else {
      escape(json, scene);
    }
  }

  private static void injection(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    String start = "7f2c" + dice.hex(5);
    json.object("targetProcess", target -> ProcessBlock.write(target, scene, "/usr/sbin/sshd"));
    json.texts("memoryRegions", List.of(start + "000-" + start + "fff"));
    json.texts("flags", List.of("PTRACE_ATTACH", "PTRACE_POKETEXT"));
  }

  private static void shell(Json json, Scene scene) throws IOException {
    json.text("addressFamily", scene.remote().addressV6() == null ? "AF_INET" : "AF_INET6");
    json.number("ianaProtocolNumber", 6);
    json.text("socketPath", "");
    json.text("scriptPath", "/tmp/." + scene.latest().alphanumeric(6) + ".sh");
  }

  private static void modified(Json json, Scene scene) throws IOException {
    json.object(
        "modifyingProcess", modifier -> ProcessBlock.write(modifier, scene, "/usr/bin/curl"));
    // Text even where the finding's other times are numbers.
    json.text("modifiedAt", Scene.millis(scene.moment().lastSeen().minusSeconds(600)));
    json.text("scriptPath", "/opt/" + scene.asset().service() + "/start.sh");
  }

  private static void library(Json json, Scene scene) throws IOException {
    String library = "/tmp/lib" + scene.latest().alphanumeric(5) + ".so";
    json.text("libraryPath", library);
    json.text("ldPreloadValue", library);
    json.texts("memoryRegions", List.of("memfd:" + scene.process()));
  }

  private static void module(Json json, Scene scene) throws IOException {
    json.text("moduleName", "diag").text("moduleFilePath", "/opt/diag.ko");
    json.text("moduleSha256", scene.latest().hex(64));
    json.texts("flags", List.of("MODULE_INIT_IGNORE_VERMAGIC"));
  }

  private static void tool(Json json, Scene scene) throws IOException {
    String tool = scene.process();
    json.text("toolName", tool);
    json.text("toolCategory", tool.equals("nmap") ? "Network Scanner" : "Backdoor Tool");
  }

  private static void command(Json json, Scene scene) throws IOException {
    json.text("commandLineExample", scene.latest().pick(Words.COMMANDS));
    json.text("serviceName", scene.latest().pick(List.of("cron", "auditd", "sshd")));
    json.text("shellHistoryFilePath", "/home/app/.bash_history");
  }

  private static void file(Json json, Scene scene) throws IOException {
    Dice dice = scene.latest();
    String path = "/tmp/" + dice.alphanumeric(8);
    json.text("threatFilePath", path);
    json.text("fileOperation", dice.pick(List.of("EXECUTE", "CREATE", "MODIFY")));
    json.text("filePath", path);
    json.texts("relatedFilePaths", List.of("/etc/cron.d/" + dice.alphanumeric(5), path + ".log"));
  }

  /** Ways out of a container; nothing for what is seen on the network alone. */
  private static void escape(Json json, Scene scene) throws IOException {
    String type = scene.kind().type();

    if (type.contains("Docker")) {
      json.text("socketPath", "/var/run/docker.sock");
    } else if (type.contains("Runc")) {
      json.text("runcBinaryPath", "/usr/bin/runc");
    } else if (type.contains("CGroups")) {
      json.text("releaseAgentPath", "/sys/fs/cgroup/rdma/release_agent");
    } else if (type.contains("Mounts")) {
      json.text("mountSource", "/dev/nvme0n1p1").text("mountTarget", "/host");
      json.text("fileSystemType", "xfs").texts("flags", List.of("MS_REC", "MS_BIND"));
    }
  }
}
