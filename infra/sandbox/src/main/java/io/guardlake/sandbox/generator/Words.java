package io.guardlake.sandbox.generator;

import java.util.List;

/** The names that made-up companies give their things. */
final class Words {
  static final List<String> PEOPLE =
      List.of(
          "alice",
          "bruno",
          "chen.wei",
          "dagny",
          "emeka",
          "fatima",
          "goran",
          "haruka",
          "ines",
          "jonas",
          "kavya",
          "lars",
          "mariana",
          "noor",
          "olga",
          "pedro",
          "quentin",
          "rin",
          "sofia",
          "tomasz",
          "uma",
          "viktor",
          "yuki.sato",
          "zainab");

  static final List<String> TEAMS =
      List.of("payments", "search", "billing", "ml", "web", "data", "platform", "mobile");

  static final List<String> STAGES = List.of("prod", "staging", "dev");

  static final List<String> SERVICES =
      List.of("api", "worker", "frontend", "ingest", "scheduler", "gateway", "cache", "reports");

  static final List<String> NAMESPACES = List.of("default", "kube-system", "web", "jobs", "ci");

  static final List<String> INSTANCE_TYPES =
      List.of("t3.micro", "t3.large", "m5.xlarge", "m6i.2xlarge", "c6g.large", "r5.4xlarge");

  static final List<String> DOMAINS =
      List.of(
          "c2.example.com",
          "pool.mining.example.net",
          "update-check.example.org",
          "cdn7.bad.example",
          "login.phish.example",
          "xkqzvhw1.example.com",
          "files.drop.example.net");

  static final List<String> USER_AGENTS =
      List.of(
          "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.11.9",
          "Boto3/1.35.20 md/Botocore#1.35.20 ua/2.0 os/linux#5.10 lang/python#3.9.20",
          "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOARCH#amd64 api/s3#1.58.2",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0",
          "");

  static final List<String> THREAT_LISTS =
      List.of("ProofPoint", "CrowdStrike", "Amazon", "ExampleCustomThreatList");

  static final List<String> THREAT_NAMES =
      List.of(
          "EICAR-Test-File", "Trojan.Linux.Example.A", "Backdoor.Example.Gen", "Miner.Example.XMR");

  static final List<String> PROCESSES =
      List.of("bash", "curl", "python3.11", "nc", "xmrig", "java", "sh", "nginx", "kworkerds");

  private Words() {}
}
