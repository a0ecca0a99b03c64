package io.guardlake.sandbox.fault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The XML of a listing, from which entries can be left out. */
final class Listing {
  private static final Pattern ENTRY = Pattern.compile("<Contents>.*?</Contents>", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
  private static final Pattern MODIFIED = Pattern.compile("<LastModified>(.*?)</LastModified>");
  private static final Pattern COUNT = Pattern.compile("<KeyCount>(\\d+)</KeyCount>");

  private final String xml;

  Listing(String xml) {
    this.xml = xml;
  }

  Listing withoutKeys(KeyGlob keys) {
    boolean encoded = xml.contains("<EncodingType>url</EncodingType>");
    return without(entry -> keys.matches(key(entry, encoded)));
  }

  Listing withoutWritesSince(Instant instant) {
    return without(entry -> modified(entry).isAfter(instant));
  }

  String xml() {
    return xml;
  }

  private Listing without(Predicate<String> unwanted) {
    int[] dropped = {0};
    String kept =
        ENTRY
            .matcher(xml)
            .replaceAll(
                entry -> {
                  if (!unwanted.test(entry.group())) {
                    return Matcher.quoteReplacement(entry.group());
                  }

                  dropped[0]++;
                  return "";
                });
    Matcher count = COUNT.matcher(kept);

    if (!count.find()) {
      return new Listing(kept);
    }

    int remaining = Integer.parseInt(count.group(1)) - dropped[0];
    return new Listing(count.replaceFirst("<KeyCount>" + remaining + "</KeyCount>"));
  }

  private static String key(String entry, boolean encoded) {
    String text = first(KEY, entry);

    if (encoded) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static Instant modified(String entry) {
    return Instant.parse(first(MODIFIED, entry));
  }

  private static String first(Pattern pattern, String entry) {
    Matcher matcher = pattern.matcher(entry);

    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "An entry of a listing has no " + pattern.pattern() + ": " + entry);
    }

    return matcher.group(1);
  }
}
