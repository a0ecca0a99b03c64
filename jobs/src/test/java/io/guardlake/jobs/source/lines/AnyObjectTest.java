package io.guardlake.jobs.source.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Findings and quarantine together are the lines of an object, whatever its bytes are. */
class AnyObjectTest {
  private static final String FINDING =
      "{\"accountId\":\"111122223333\",\"region\":\"eu-west-1\",\"id\":\"f\",\"type\":\"Recon:EC2/Portscan\","
          + "\"severity\":5,\"updatedAt\":\"2026-02-01T00:00:00.000Z\"}";

  @Property(tries = 1000)
  void anyBytes(@ForAll @Size(max = 3000) byte[] object, @ForAll("chunks") int chunk) {
    new AnyObject(chunk).read(object);
  }

  @Property(tries = 1000)
  void anyLines(@ForAll("texts") byte[] text, @ForAll("chunks") int chunk) throws IOException {
    AnyObject.Outcome plain = new AnyObject(chunk).read(text);
    AnyObject.Outcome packed = new AnyObject(chunk).read(gzip(text));

    assertThat(packed).isEqualTo(plain);
    assertThat(plain.broken()).isFalse();
  }

  @Property(tries = 1000)
  void aPackedObjectCutOff(@ForAll("texts") byte[] text, @ForAll @IntRange(min = 1) int cut)
      throws IOException {
    byte[] packed = gzip(text);
    byte[] object = Arrays.copyOf(packed, packed.length - 1 - cut % (packed.length - 3));

    assertThat(new AnyObject(100).read(object).broken()).isTrue();
  }

  @Property(tries = 2000)
  void aPackedObjectWithBytesChanged(
      @ForAll("texts") byte[] text,
      @ForAll @Size(min = 1, max = 4) List<@IntRange Integer> places,
      @ForAll @Size(min = 4, max = 4) byte[] bytes)
      throws IOException {
    byte[] object = gzip(text);

    for (int i = 0; i < places.size(); i++) {
      object[places.get(i) % object.length] ^= bytes[i];
    }

    new AnyObject(100).read(object);
  }

  @Provide
  Arbitrary<Integer> chunks() {
    return Arbitraries.of(1, 2, 3, 100, 65_536);
  }

  @Provide
  Arbitrary<byte[]> texts() {
    return Arbitraries.of(
            FINDING,
            FINDING.substring(0, 60),
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "\u0000",
            "\ufeff",
            "{}",
            "null",
            "é€😀",
            "x".repeat(4096),
            "x".repeat(4097))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts).getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text);
    }

    return out.toByteArray();
  }
}
