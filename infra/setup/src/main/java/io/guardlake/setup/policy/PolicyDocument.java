package io.guardlake.setup.policy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy, each part as the text it was read from. What is not edited is written back byte for
 * byte: order, numbers, unknown elements and white space within a statement included.
 */
public final class PolicyDocument {
  /** No policy at all. */
  public static final PolicyDocument EMPTY =
      new PolicyDocument(
          List.of(new Member("Version", "\"2012-10-17\""), new Member("Statement", "")),
          List.of(),
          Optional.of(""));

  private final List<Member> members;
  private final List<Statement> statements;

  /** What the policy was read from, as long as nothing was edited. */
  private final Optional<String> source;

  PolicyDocument(List<Member> members, List<Statement> statements, Optional<String> source) {
    this.members = List.copyOf(members);
    this.statements = List.copyOf(statements);
    this.source = source;
  }

  /**
   * Reads a policy.
   *
   * @param name what errors call it, such as {@code the policy of bucket findings}
   * @param text the document; blank: no policy
   * @throws PolicyException when this is no policy, or an element is given twice
   */
  public static PolicyDocument parse(String name, String text) {
    return text.isBlank() ? EMPTY : new PolicyParser(name, text).parse();
  }

  public List<Statement> statements() {
    return statements;
  }

  /** The statements with an id, in order. AWS keeps ids apart in buckets, not in keys. */
  public List<Statement> withSid(String sid) {
    return statements.stream().filter(each -> each.sid().equals(Optional.of(sid))).toList();
  }

  /** The statements whose ids are not among these. */
  public List<Statement> without(Set<String> sids) {
    return statements.stream().filter(each -> each.sid().filter(sids::contains).isEmpty()).toList();
  }

  /** The document as it is put; empty when no statement is left, which means to delete it. */
  public String text() {
    if (source.isPresent()) {
      return source.get();
    }

    if (statements.isEmpty()) {
      return "";
    }

    return members.stream().map(this::member).collect(joining(",", "{", "}"));
  }

  public int bytes() {
    return text().getBytes(StandardCharsets.UTF_8).length;
  }

  /** The SHA-256 of the document, in hex: whether it moved since it was read. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Digests.sha256(text()));
  }

  /** This document with a statement in place of all with its id, or after all others. */
  PolicyDocument with(String sid, String text) {
    List<Statement> edited = new ArrayList<>();
    boolean placed = false;

    for (Statement statement : statements) {
      if (!statement.sid().equals(Optional.of(sid))) {
        edited.add(statement);
        continue;
      }

      if (!placed) {
        edited.add(new Statement(text));
        placed = true;
      }
    }

    if (!placed) {
      edited.add(new Statement(text));
    }

    return new PolicyDocument(members, edited, Optional.empty());
  }

  PolicyDocument without(String sid) {
    return new PolicyDocument(members, without(Set.of(sid)), Optional.empty());
  }

  private String member(Member member) {
    String value =
        member.name().equals("Statement")
            ? statements.stream().map(Statement::text).collect(joining(",", "[", "]"))
            : member.text();
    return PolicyJson.MAPPER.getNodeFactory().textNode(member.name()) + ":" + value;
  }

  /** One member of the document, such as Version or Id, with its value as text. */
  record Member(String name, String text) {
    Member {
      requireNonNull(name, "name is null");
      requireNonNull(text, "text is null");
    }
  }
}
