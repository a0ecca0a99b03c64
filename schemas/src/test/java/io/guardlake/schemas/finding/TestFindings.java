package io.guardlake.schemas.finding;

import java.time.Instant;

/** Findings to read in tests: the shapes of GuardDuty's service model with made-up values. */
final class TestFindings {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";
  static final String DETECTOR = "0123456789abcdef0123456789abcdef";
  static final String ID = "fedcba9876543210fedcba9876543210";
  static final String UPDATED_AT = "2026-03-04T05:06:07.089Z";

  /** The remote side of an action: documentation address, made-up place. */
  static final String REMOTE =
      """
      "remoteIpDetails": {
        "ipAddressV4": "198.51.100.7",
        "organization": {"asn": "64500", "asnOrg": "Example AS", "isp": "Example ISP", "org": "Ex"},
        "country": {"countryCode": "NO", "countryName": "Norway"},
        "city": {"cityName": "Bergen"},
        "geoLocation": {"lat": 60.39, "lon": 5.32}
      }
      """;

  static final String INSTANCE =
      """
      "instanceDetails": {
        "instanceId": "i-0aaaabbbbcccc1111",
        "instanceType": "m5.large",
        "launchTime": 1767600000000,
        "platform": null,
        "productCodes": [],
        "iamInstanceProfile": {
          "arn": "arn:aws:iam::111122223333:instance-profile/web", "id": "AIPAEXAMPLE"
        },
        "networkInterfaces": [
          {
            "ipv6Addresses": ["2001:DB8::1"],
            "networkInterfaceId": "eni-0a1",
            "privateIpAddress": "10.0.0.5",
            "privateIpAddresses": [
              {"privateDnsName": "ip-10-0-0-5", "privateIpAddress": "10.0.0.5"},
              {"privateDnsName": "ip-10-0-0-6", "privateIpAddress": "10.0.0.6"}
            ],
            "publicIp": "203.0.113.9",
            "securityGroups": [
              {"groupName": "web", "groupId": "sg-1"}, {"groupName": "ssh", "groupId": "sg-2"}
            ],
            "subnetId": "subnet-1",
            "vpcId": "vpc-1"
          },
          {"networkInterfaceId": "eni-0a2", "subnetId": "subnet-2", "vpcId": "vpc-1"}
        ],
        "tags": [{"key": "env", "value": "prod"}, {"key": "empty", "value": ""}],
        "instanceState": "running",
        "availabilityZone": "eu-west-1a",
        "imageId": "ami-1",
        "imageDescription": "null"
      }
      """;

  private TestFindings() {}

  static LineOrigin origin() {
    return new LineOrigin(
        "s3://exports/AWSLogs/111122223333/GuardDuty/eu-west-1/2026/03/04/a.jsonl.gz",
        3,
        Instant.parse("2026-03-04T05:10:00Z"),
        Instant.parse("2026-03-04T05:10:09.123456Z"));
  }

  static String arn() {
    return "arn:aws:guardduty:%s:%s:detector/%s/finding/%s"
        .formatted(REGION, ACCOUNT, DETECTOR, ID);
  }

  /**
   * A finding as one line.
   *
   * @param resource the inside of the resource object
   * @param service what the service object has besides detector, count and times
   */
  static String finding(String type, String severity, String resource, String service) {
    String separator = service.isBlank() ? "" : ",";
    return """
        {
          "schemaVersion": "2.0",
          "accountId": "%s",
          "region": "%s",
          "partition": "aws",
          "id": "%s",
          "arn": "%s",
          "type": "%s",
          "resource": {%s},
          "service": {
            "serviceName": "guardduty",
            "detectorId": "%s",
            "eventFirstSeen": "2026-03-04T05:00:00.000Z",
            "eventLastSeen": "2026-03-04T05:05:00Z",
            "archived": false,
            "count": 4%s
            %s
          },
          "severity": %s,
          "createdAt": "2026-03-04T05:01:02.003Z",
          "updatedAt": "%s",
          "title": "A title",
          "description": "A description."
        }
        """
        .formatted(
            ACCOUNT,
            REGION,
            ID,
            arn(),
            type,
            resource,
            DETECTOR,
            separator,
            service,
            severity,
            UPDATED_AT)
        .replaceAll("\n *", "");
  }

  /** A finding with an instance, and a service of which nothing depends. */
  static String plain() {
    return finding("Recon:EC2/Portscan", "5", "\"resourceType\": \"Instance\"", "");
  }

  static String networkConnection() {
    return finding(
        "UnauthorizedAccess:EC2/SSHBruteForce",
        "2",
        "\"resourceType\": \"Instance\"," + INSTANCE,
        """
        "action": {
          "actionType": "NETWORK_CONNECTION",
          "networkConnectionAction": {
            "connectionDirection": "INBOUND",
            "localIpDetails": {"ipAddressV4": "10.0.0.6"},
            "localNetworkInterface": "eni-0a2",
            "localPortDetails": {"port": 22, "portName": "SSH"},
            "remotePortDetails": {"port": 51234, "portName": "Unknown"},
            "protocol": "TCP",
            "blocked": false,
            %s
          }
        },
        "evidence": null,
        "resourceRole": "TARGET",
        "additionalInfo": {"value": "{\\"sample\\":true}", "type": "default", "free": {"a": [1]}}
        """
            .formatted(REMOTE));
  }

  static String portProbe() {
    return finding(
        "Recon:EC2/PortProbeUnprotectedPort",
        "2",
        "\"resourceType\": \"Instance\"," + INSTANCE,
        """
        "action": {
          "actionType": "PORT_PROBE",
          "portProbeAction": {
            "blocked": true,
            "portProbeDetails": [
              {
                "localPortDetails": {"port": 80, "portName": "HTTP"},
                "localIpDetails": {"ipAddressV4": "10.0.0.5"},
                %s
              },
              {
                "localPortDetails": {"port": 443, "portName": "HTTPS"},
                "localIpDetails": {"ipAddressV4": "10.0.0.6"},
                "remoteIpDetails": {
                  "ipAddressV4": "198.51.100.8", "country": {"countryName": "Chile"}
                }
              }
            ]
          }
        }
        """
            .formatted(REMOTE));
  }

  static String apiCall() {
    return finding(
        "Discovery:S3/MaliciousIPCaller.Custom",
        "8.0",
        """
        "resourceType": "S3Bucket",
        "accessKeyDetails": {
          "accessKeyId": "AKIAEXAMPLE", "principalId": "AIDAEXAMPLE",
          "userName": "eva", "userType": "IAMUser"
        },
        "s3BucketDetails": [
          {
            "arn": "arn:aws:s3:::invoices", "name": "invoices", "type": "Destination",
            "createdAt": 1.636625755218E9, "owner": {"id": "canonical"},
            "tags": [{"key": "team", "value": "billing"}],
            "publicAccess": {"effectivePermission": "NOT_PUBLIC"}
          }
        ]
        """,
        """
        "action": {
          "actionType": "AWS_API_CALL",
          "awsApiCallAction": {
            "api": "ListObjects", "serviceName": "s3.amazonaws.com", "callerType": "Remote IP",
            "errorCode": "AccessDenied", "userAgent": "curl/8",
            "domainDetails": {"domain": "Caller.Example"},
            "remoteAccountDetails": {"accountId": "444455556666", "affiliated": true},
            "affectedResources": {"AWS::S3::Bucket": "invoices", "AWS::S3::Object": "a/b"},
            %s
          }
        },
        "evidence": {
          "threatIntelligenceDetails": [
            {"threatListName": "ours", "threatNames": ["scanner", "bot"]}
          ]
        },
        "additionalInfo": {"threatListName": "theirs", "sample": true}
        """
            .formatted(REMOTE));
  }

  static String dns() {
    return finding(
        "Backdoor:EC2/C&CActivity.B!DNS",
        "8",
        "\"resourceType\": \"Instance\"," + INSTANCE,
        """
        "action": {
          "actionType": "DNS_REQUEST",
          "dnsRequestAction": {
            "domain": "c2.example", "protocol": "0", "blocked": false,
            "domainWithSuffix": "c2.example.test"
          }
        }
        """);
  }

  static String kubernetesCall() {
    return finding(
        "CredentialAccess:Kubernetes/SuccessfulAnonymousAccess",
        "5",
        """
        "resourceType": "EKSCluster",
        "eksClusterDetails": {
          "name": "prod", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/prod",
          "vpcId": "vpc-9", "status": "ACTIVE", "tags": [], "createdAt": 1.6E9
        },
        "kubernetesDetails": {
          "kubernetesUserDetails": {
            "username": "system:anonymous", "uid": "u-1", "groups": ["system:unauthenticated"],
            "sessionName": ["night-shift"],
            "impersonatedUser": {"username": "root-ish", "groups": ["g"]}
          },
          "kubernetesWorkloadDetails": {
            "name": "web", "type": "deployments", "uid": "w-1", "namespace": "shop",
            "serviceAccountName": "shop-sa", "hostNetwork": false,
            "containers": [
              {"id": "c-1", "name": "app", "image": "app:1",
               "securityContext": {"privileged": false}},
              {"id": "c-2", "name": "side", "image": "side:1",
               "securityContext": {"privileged": true}}
            ],
            "volumes": null
          }
        }
        """,
        """
        "action": {
          "actionType": "KUBERNETES_API_CALL",
          "kubernetesApiCallAction": {
            "requestUri": "/api/v1/secrets", "verb": "list", "resource": "secrets",
            "namespace": "other", "sourceIPs": ["198.51.100.7", "198.51.100.77"],
            "userAgent": "kubectl", "statusCode": 200,
            %s
          }
        }
        """
            .formatted(REMOTE));
  }

  static String runtime() {
    return finding(
        "Execution:Runtime/NewBinaryExecuted",
        "5",
        """
        "resourceType": "ECSCluster",
        "ecsClusterDetails": {
          "name": "batch", "arn": "arn:aws:ecs:eu-west-1:111122223333:cluster/batch",
          "status": "ACTIVE", "tags": [],
          "taskDetails": {
            "arn": "arn:aws:ecs:eu-west-1:111122223333:task/batch/t1", "launchType": "EC2",
            "startedAt": 1.7E9,
            "tags": [{"key": "job", "value": "nightly"}],
            "containers": [{"id": "c-9", "image": "batch:2", "imageUid": "sha256:1"}]
          }
        }
        """,
        """
        "action": {},
        "featureName": "RuntimeMonitoring",
        "runtimeDetails": {
          "process": {
            "name": "miner", "executablePath": "/tmp/miner", "executableSha256": "AB12",
            "pid": 4321, "user": "nobody", "userId": "1000", "euid": 1000,
            "startTime": 1.7E9, "uuid": "p", "parentUuid": "q",
            "lineage": [
              {"name": "sh", "pid": 2, "uuid": "q", "parentUuid": "r"},
              {"name": "bash", "executablePath": "/bin/bash", "uuid": "r", "parentUuid": "s"},
              {"name": "init", "executablePath": "/sbin/init", "uuid": "s"}
            ]
          },
          "context": {
            "modifiedAt": "2026-03-04T05:00:00Z", "scriptPath": "/tmp/run.sh",
            "toolName": "nmap", "commandLineExample": "nmap -sS", "flags": ["A"],
            "targetProcess": {"executablePath": "/usr/bin/sshd", "executableSha256": "CD34"},
            "moduleSha256": "ef56", "threatFilePath": "/tmp/evil"
          }
        }
        """);
  }

  static String rdsLogin() {
    return finding(
        "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin",
        "7",
        """
        "resourceType": "RDSDBInstance",
        "rdsDbInstanceDetails": {
          "dbInstanceIdentifier": "orders-1", "engine": "Aurora MySQL", "engineVersion": "8",
          "dbClusterIdentifier": "orders", "dbInstanceArn": "arn:aws:rds:x:1:db:orders-1",
          "dbiResourceId": "db-ABC", "tags": [{"key": "owner", "value": "shop"}]
        },
        "rdsDbUserDetails": {
          "user": "admin", "application": "psql", "database": "orders",
          "ssl": "no", "authMethod": "IAM"
        }
        """,
        """
        "action": {
          "actionType": "RDS_LOGIN_ATTEMPT",
          "rdsLoginAttemptAction": {
            "LoginAttributes": [
              {"user": "admin", "application": "psql",
               "failedLoginAttempts": 3, "successfulLoginAttempts": 1},
              {"user": "guest", "failedLoginAttempts": "4"}
            ],
            %s
          }
        }
        """
            .formatted(REMOTE));
  }

  static String lambda() {
    return finding(
        "CryptoCurrency:Lambda/BitcoinTool.B",
        "8",
        """
        "resourceType": "Lambda",
        "lambdaDetails": {
          "functionName": "resize", "functionArn": "arn:aws:lambda:eu-west-1:1:function:resize",
          "role": "arn:aws:iam::111122223333:role/resize", "functionVersion": "$LATEST",
          "vpcConfig": {
            "subnetIds": ["subnet-7", "subnet-8"], "vpcId": "vpc-7",
            "securityGroups": [{"groupId": "sg-7", "groupName": "fn"}]
          },
          "tags": [{"key": "fn", "value": "1"}]
        }
        """,
        "\"action\": {\"actionType\": \"NETWORK_CONNECTION\"}");
  }

  static String volumeScan() {
    return finding(
        "Execution:EC2/MaliciousFile",
        "8",
        """
        "resourceType": "Instance",
        "ebsVolumeDetails": {
          "scannedVolumeDetails": [
            {"volumeArn": "arn:aws:ec2:x:1:volume/vol-1", "snapshotArn": "arn:snap-1",
             "volumeSizeInGB": 8, "kmsKeyArn": null}
          ],
          "skippedVolumeDetails": null
        }
        """,
        """
        "ebsVolumeScanDetails": {
          "scanId": "scan-1", "scanType": "GUARDDUTY_INITIATED", "triggerFindingId": "f-1",
          "scanStartedAt": 1.7E9, "sources": ["Bitdefender"],
          "scanDetections": {
            "highestSeverityThreatDetails": {
              "severity": "HIGH", "threatName": "EICAR", "count": 1
            },
            "threatDetectedByName": {
              "threatNames": [
                {"name": "EICAR", "severity": "HIGH", "itemCount": 1,
                 "filePaths": [
                   {"filePath": "/tmp/eicar", "fileName": "eicar", "hash": "AA11",
                    "volumeArn": "arn:aws:ec2:x:1:volume/vol-1"}
                 ]}
              ]
            }
          }
        }
        """);
  }

  static String objectMalware() {
    return finding(
        "Object:S3/MaliciousFile",
        "8",
        """
        "resourceType": "S3Object",
        "s3BucketDetails": [
          {
            "name": "drop", "arn": "arn:aws:s3:::drop",
            "s3ObjectDetails": [
              {"objectArn": "arn:aws:s3:::drop/x.bin", "key": "x.bin", "eTag": "e",
               "hash": "BB22", "versionId": "v1"}
            ]
          }
        ]
        """,
        """
        "malwareScanDetails": {
          "scanId": "scan-2", "scanType": "ON_DEMAND",
          "threats": [
            {"name": "Trojan", "hash": "cc33", "source": "AMAZON", "count": 2,
             "itemPaths": [{"nestedItemPath": "x.bin/y", "hash": "bb22"}],
             "itemDetails": [
               {"resourceArn": "arn:aws:s3:::drop/x.bin", "itemPath": "y", "hash": "dd44"}
             ]}
          ]
        }
        """);
  }

  static String bedrock() {
    return finding(
        "Impact:Bedrock/PromptAttack",
        "6",
        """
        "resourceType": "BedrockGuardrail",
        "bedrockGuardrailDetails": {
          "guardrailArn": "arn:aws:bedrock:x:1:guardrail/g1", "guardrailVersion": "1",
          "guardrails": [{"arn": "arn:aws:bedrock:x:1:guardrail/g2", "version": "3"}],
          "guardrailAction": "GUARDRAIL_INTERVENED",
          "contentPolicyFilters": [{"type": "PROMPT_ATTACK", "confidence": "HIGH"}]
        },
        "modelDetails": [{"modelId": "example.model-v1"}]
        """,
        "\"featureName\": \"AIProtection\"");
  }

  static String attackSequence() {
    return finding(
        "AttackSequence:IAM/CompromisedCredentials",
        "9.1",
        "\"resourceType\": \"AttackSequence\"",
        """
        "featureName": "Correlation",
        "detection": {
          "anomaly": {"profiles": {"anything": {"goes": []}}, "unusual": {"behavior": {"x": 1}}},
          "sequence": {
            "uid": "sequence-1", "description": "d",
            "actors": [
              {"id": "actor-1",
               "user": {"name": "eva", "uid": "AIDAEVA", "type": "IAMUser",
                        "credentialUid": "AKIAEVA", "account": {"uid": "1", "account": "a"}},
               "session": {"uid": "session-1", "mfaStatus": "DISABLED", "createdTime": 1.7E9,
                           "issuer": "arn:aws:iam::1:role/r"},
               "process": {"name": "xmrig", "path": "/tmp/xmrig", "sha256": "EE55"}}
            ],
            "resources": [
              {"uid": "arn:aws:s3:::b1", "name": "b1", "resourceType": "S3_BUCKET",
               "tags": [{"key": "k", "value": "v"}],
               "data": {"s3Bucket": {"s3ObjectUids": ["arn:aws:s3:::b1/o"]}}},
              {"resourceType": "EKS_CLUSTER", "uid": "arn:eks", "name": "prod",
               "data": {"eksCluster": {"arn": "arn:eks", "vpcId": "vpc-3"}}},
              {"uid": "AKIAEVA", "resourceType": "ACCESS_KEY",
               "data": {"accessKey": {"principalId": "AIDAEVA", "userName": "eva",
                                      "userType": "IAMUser"}}}
            ],
            "endpoints": [
              {"id": "endpoint-1", "ip": "198.51.100.200", "domain": "Evil.Example", "port": 443,
               "location": {"city": "Oslo", "country": "Norway", "lat": 59.9, "lon": 10.7},
               "autonomousSystem": {"name": "Evil AS", "number": 64501},
               "connection": {"direction": "INBOUND"}}
            ],
            "signals": [
              {"uid": "arn:aws:guardduty:x:1:detector/d/finding/f-9", "type": "FINDING",
               "name": "n", "severity": 5.0, "count": 1, "createdAt": 1.7E9,
               "resourceUids": ["arn:aws:s3:::b1"], "actorIds": ["actor-1"],
               "endpointIds": ["endpoint-1"],
               "signalIndicators": [
                 {"key": "ATTACK_TACTIC", "values": ["Exfiltration"], "title": "t"},
                 {"values": ["T1078.004 - Cloud Accounts"], "key": "ATTACK_TECHNIQUE"},
                 {"key": "TOR_IP", "values": ["192.0.2.66"]}
               ]},
              {"type": "CLOUD_TRAIL", "uid": "event-1", "signalIndicators": []}
            ],
            "sequenceIndicators": [
              {"key": "ATTACK_TACTIC", "values": ["Exfiltration", "Impact"]},
              {"key": "HIGH_RISK_API", "values": ["s3:DeleteObject"]}
            ],
            "additionalSequenceTypes": ["x"]
          }
        }
        """);
  }
}
