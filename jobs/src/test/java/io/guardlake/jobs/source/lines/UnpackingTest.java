package io.guardlake.jobs.source.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnpackingTest {
  @Property(tries = 200)
  void unpacksWhatWasPacked(@ForAll byte[] first, @ForAll byte[] second) throws IOException {
    byte[] packed = join(gzip(first), gzip(second));

    assertThat(unpack(new Trickling(packed))).isEqualTo(join(first, second));
  }

  @Test
  void readsMembersOnThoughNothingIsAvailableYet() throws IOException {
    byte[] packed = join(gzip(text("one")), gzip(text("two")), gzip(text("three")));

    assertThat(unpack(new Trickling(packed))).isEqualTo(text("onetwothree"));
  }

  @Test
  void givesPlainTextAsItIs() throws IOException {
    assertThat(unpack(new Trickling(text("{\"a\":1}")))).isEqualTo(text("{\"a\":1}"));
    assertThat(unpack(new Trickling(text("x")))).isEqualTo(text("x"));
    assertThat(unpack(new Trickling(new byte[0]))).isEmpty();
  }

  @Test
  void readsEveryOptionalFieldOfTheHeader() throws IOException {
    byte[] plain = gzip(text("body"));
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
    byte[] fields = {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 'c', 0, 1, 2};

    byte[] packed = join(header, fields, Arrays.copyOfRange(plain, 10, plain.length));

    assertThat(unpack(new Trickling(packed))).isEqualTo(text("body"));
  }

  @Test
  void ignoresZerosAfterTheLastMember() throws IOException {
    assertThat(unpack(new Trickling(join(gzip(text("body")), new byte[512]))))
        .isEqualTo(text("body"));
  }

  @Test
  void refusesOtherBytesAfterTheLastMember() {
    assertThatThrownBy(() -> unpack(new Trickling(join(gzip(text("body")), text("more")))))
        .isInstanceOf(BrokenGzipException.class)
        .hasMessageContaining("not gzip");
  }

  @Test
  void refusesEveryCut() {
    byte[] packed = gzip(text("some text that is long enough"));

    for (int length = 3; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> unpack(new Trickling(cut)))
          .as("cut to %d", length)
          .isInstanceOf(BrokenGzipException.class)
          .hasMessageContaining("ends early");
    }
  }

  @Test
  void refusesAWrongChecksumAndAWrongLength() {
    byte[] packed = gzip(text("body"));
    byte[] wrongChecksum = packed.clone();
    wrongChecksum[packed.length - 8] ^= 1;
    byte[] wrongLength = packed.clone();
    wrongLength[packed.length - 4] ^= 1;

    assertThatThrownBy(() -> unpack(new Trickling(wrongChecksum)))
        .isInstanceOf(BrokenGzipException.class)
        .hasMessageContaining("checksum");
    assertThatThrownBy(() -> unpack(new Trickling(wrongLength)))
        .isInstanceOf(BrokenGzipException.class)
        .hasMessageContaining("length");
  }

  @Test
  void refusesCorruptData() {
    byte[] packed = gzip(text("some text that is long enough to be packed, packed, packed"));
    Arrays.fill(packed, 12, 20, (byte) 0xff);

    assertThatThrownBy(() -> unpack(new Trickling(packed))).isInstanceOf(BrokenGzipException.class);
  }

  @Test
  void unpacksMoreThanItsBuffers() throws IOException {
    byte[] large = new byte[3_000_000];
    new java.util.Random(7).nextBytes(large);
    CRC32 expected = new CRC32();
    expected.update(large);

    CRC32 actual = new CRC32();
    actual.update(unpack(new ByteArrayInputStream(gzip(large))));

    assertThat(actual.getValue()).isEqualTo(expected.getValue());
  }

  private static byte[] unpack(InputStream in) throws IOException {
    try (InputStream unpacked = Unpacking.of(in)) {
      return unpacked.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();

    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }

    return packed.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();

    for (byte[] part : parts) {
      all.writeBytes(part);
    }

    return all.toByteArray();
  }

  /** Gives a byte or two at a time and never has any available, as a slow network. */
  private static final class Trickling extends FilterInputStream {
    Trickling(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return super.read(bytes, from, Math.min(length, 2));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
