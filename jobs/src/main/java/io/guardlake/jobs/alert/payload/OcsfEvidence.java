package io.guardlake.jobs.alert.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.guardlake.schemas.finding.FindingColumn;
import io.guardlake.schemas.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an OCSF event says of how it came about: who did what from where to what. */
final class OcsfEvidence {
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,40}");
  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
  private static final int HIGHEST_PORT = 65_535;
  private static final int SHA256_LENGTH = 64;

  private final TableRow row;

  OcsfEvidence(TableRow row) {
    this.row = row;
  }

  /** The evidences; null where there is none. */
  ArrayNode evidences() {
    String operation = operation();
    String remoteIp = shaped(ADDRESS, first(FindingColumn.REMOTE_IPS));
    String ownIp = shaped(ADDRESS, text(FindingColumn.LOCAL_IP));
    OcsfObject user = user();
    boolean some =
        Stream.of(
                remoteIp,
                ownIp,
                operation,
                host(),
                processFile(),
                text(FindingColumn.PROCESS_NAME),
                file(FindingColumn.TARGET_PROCESS_PATH),
                lastPart(first(FindingColumn.MALWARE_FILE_PATHS)),
                text(FindingColumn.CONNECTION_DIRECTION),
                text(FindingColumn.PROTOCOL),
                userName(),
                text(FindingColumn.PRINCIPAL_ID))
            .anyMatch(Objects::nonNull);

    if (!some) {
      return null;
    }

    boolean outbound = "OUTBOUND".equals(text(FindingColumn.CONNECTION_DIRECTION));
    OcsfObject remote = remoteEndpoint(remoteIp);
    OcsfObject own = ownEndpoint(ownIp);
    OcsfObject evidence =
        new OcsfObject()
            .with("actor", new OcsfObject().with("user", user).with("process", process()).orNull())
            .with("api", api(operation))
            .with("connection_info", connection())
            .with("src_endpoint", outbound ? own : remote)
            .with("dst_endpoint", outbound ? remote : own)
            .with("file", malware())
            .with("process", target())
            .with("query", host() == null ? null : new OcsfObject().with("hostname", host()));
    return OcsfObject.array(List.of(evidence));
  }

  private OcsfObject remoteEndpoint(String ip) {
    OcsfObject location =
        new OcsfObject()
            .with("city", text(FindingColumn.REMOTE_CITY))
            .with("country", text(FindingColumn.REMOTE_COUNTRY_CODE))
            .with("coordinates", coordinates())
            .with("isp", text(FindingColumn.REMOTE_ISP));
    Integer port = port(FindingColumn.REMOTE_PORT);
    return ip == null && port == null
        ? null
        : new OcsfObject().with("ip", ip).with("port", port).with("location", location.orNull());
  }

  private ArrayNode coordinates() {
    Object latitude = row.cell(FindingColumn.REMOTE_LAT);
    Object longitude = row.cell(FindingColumn.REMOTE_LON);

    if (latitude == null || longitude == null) {
      return null;
    }

    ArrayNode pair = OcsfObject.array(List.of());
    return pair.add((Double) longitude).add((Double) latitude);
  }

  private OcsfObject ownEndpoint(String ip) {
    Integer port = port(FindingColumn.LOCAL_PORT);
    String instance = text(FindingColumn.INSTANCE_ID);
    return ip == null && (port == null || instance == null)
        ? null
        : new OcsfObject()
            .with("ip", ip)
            .with("port", port)
            .with("instance_uid", instance)
            .with("interface_uid", text(FindingColumn.NETWORK_INTERFACE_ID))
            .with("subnet_uid", text(FindingColumn.SUBNET_ID))
            .with("vpc_uid", text(FindingColumn.VPC_ID));
  }

  private OcsfObject user() {
    return userName() == null && text(FindingColumn.PRINCIPAL_ID) == null
        ? null
        : new OcsfObject()
            .with("name", userName())
            .with("uid", text(FindingColumn.PRINCIPAL_ID))
            .with("type", text(FindingColumn.USER_TYPE))
            .with("credential_uid", text(FindingColumn.ACCESS_KEY_ID));
  }

  private String userName() {
    return firstOf(FindingColumn.USER_NAME, FindingColumn.K8S_USER, FindingColumn.RDS_USER);
  }

  private OcsfObject process() {
    String file = processFile();
    String name = text(FindingColumn.PROCESS_NAME);
    Object pid = row.cell(FindingColumn.PROCESS_PID);

    if (pid == null && file == null && name == null) {
      return null;
    }

    String user = text(FindingColumn.PROCESS_USER);
    return new OcsfObject()
        .with("name", name)
        .with("pid", (Integer) pid)
        .with("cmd_line", text(FindingColumn.COMMAND_LINE))
        .with(
            "lineage",
            row.cell(FindingColumn.PROCESS_LINEAGE) == null
                ? null
                : OcsfObject.texts(list(FindingColumn.PROCESS_LINEAGE)))
        .with(
            "file",
            file == null
                ? null
                : regular(file, text(FindingColumn.PROCESS_PATH))
                    .with("hashes", hashes(text(FindingColumn.PROCESS_SHA256))))
        .with("user", user == null ? null : new OcsfObject().with("name", user))
        .with("parent_process", named(FindingColumn.PARENT_PROCESS_PATH));
  }

  private OcsfObject target() {
    return named(FindingColumn.TARGET_PROCESS_PATH);
  }

  private OcsfObject named(FindingColumn path) {
    String file = file(path);
    return file == null
        ? null
        : new OcsfObject().with("name", file).with("file", regular(file, text(path)));
  }

  private OcsfObject malware() {
    String path = first(FindingColumn.MALWARE_FILE_PATHS);
    String file = lastPart(path);
    return file == null
        ? null
        : regular(file, path).with("hashes", hashes(first(FindingColumn.FILE_SHA256S)));
  }

  private static OcsfObject regular(String file, String path) {
    return new OcsfObject()
        .with("name", file)
        .with("path", path)
        .with("type_id", 1)
        .with("type", "Regular File");
  }

  private static ArrayNode hashes(String sha256) {
    return sha256 == null || sha256.length() != SHA256_LENGTH
        ? OcsfObject.array(List.of())
        : OcsfObject.array(
            List.of(
                new OcsfObject()
                    .with("value", sha256)
                    .with("algorithm_id", 3)
                    .with("algorithm", "SHA-256")));
  }

  private OcsfObject api(String operation) {
    String service = text(FindingColumn.API_SERVICE);
    String error = text(FindingColumn.API_ERROR);
    return operation == null
        ? null
        : new OcsfObject()
            .with("operation", operation)
            .with("service", service == null ? null : new OcsfObject().with("name", service))
            .with("response", error == null ? null : new OcsfObject().with("error", error));
  }

  private OcsfObject connection() {
    String direction = text(FindingColumn.CONNECTION_DIRECTION);
    String protocol = text(FindingColumn.PROTOCOL);

    if (direction == null && protocol == null) {
      return null;
    }

    OcsfObject connection = new OcsfObject();

    switch (direction == null ? "" : direction) {
      case "INBOUND" -> connection.with("direction_id", 1).with("direction", "Inbound");
      case "OUTBOUND" -> connection.with("direction_id", 2).with("direction", "Outbound");
      default -> connection.with("direction_id", 0).with("direction", "Unknown");
    }

    return switch (protocol == null ? "" : protocol.toLowerCase(Locale.ROOT)) {
      case "tcp", "6" -> connection.with("protocol_name", "tcp").with("protocol_num", 6);
      case "udp", "17" -> connection.with("protocol_name", "udp").with("protocol_num", 17);
      case "icmp", "1" -> connection.with("protocol_name", "icmp").with("protocol_num", 1);
      default -> connection;
    };
  }

  private String operation() {
    return firstOf(FindingColumn.API_NAME, FindingColumn.K8S_VERB);
  }

  private String host() {
    return shaped(HOST, text(FindingColumn.DNS_DOMAIN));
  }

  private String processFile() {
    String file = file(FindingColumn.PROCESS_PATH);
    return file == null ? text(FindingColumn.PROCESS_NAME) : file;
  }

  private String file(FindingColumn path) {
    return lastPart(text(path));
  }

  private static String lastPart(String path) {
    String part = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    return part.isEmpty() ? null : part;
  }

  private static String shaped(Pattern form, String text) {
    return text != null && form.matcher(text).matches() ? text : null;
  }

  private Integer port(FindingColumn column) {
    Object port = row.cell(column);
    return port == null || (Integer) port < 0 || (Integer) port > HIGHEST_PORT
        ? null
        : (Integer) port;
  }

  private String firstOf(FindingColumn... columns) {
    return Stream.of(columns).map(this::text).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private String first(FindingColumn column) {
    List<String> list = list(column);
    return list.isEmpty() ? null : list.get(0);
  }

  private List<String> list(FindingColumn column) {
    List<String> texts = new ArrayList<>();

    if (row.cell(column) instanceof List<?> list) {
      list.forEach(each -> texts.add((String) each));
    }

    return texts;
  }

  private String text(FindingColumn column) {
    return row.text(column);
  }
}
