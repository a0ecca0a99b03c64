package io.guardlake.sandbox.fault;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The multipart uploads that are open. S3 answers NoSuchUpload to every request about an upload
 * that is not, completed and aborted ones included; S3Proxy accepts them.
 */
final class UploadLedger {
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

  private final Set<String> open = ConcurrentHashMap.newKeySet();

  boolean isOpen(String uploadId) {
    return open.contains(uploadId);
  }

  /** Notes what the answer to CreateMultipartUpload says. */
  void opened(String answer) {
    Matcher id = UPLOAD_ID.matcher(answer);

    if (id.find()) {
      open.add(id.group(1));
    }
  }

  void closed(String uploadId) {
    open.remove(uploadId);
  }
}
