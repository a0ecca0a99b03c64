package io.guardlake.jobs.compact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which files of a table are to be merged, told from its metadata alone.
 *
 * <p>A partition of a closed day is left alone if compactions wrote all of its files, and all but
 * the full ones in one commit. Otherwise it is merged, but for the files that a compaction filled:
 * those stay as they are if that leaves no more files than one for each file's worth of bytes, so
 * that one late row does not cost a day's rewriting.
 *
 * @param groups what to merge; the files of a group are all of one partition
 * @param daysCompacted the days of these groups
 * @param daysLeftAlone the closed days without a group
 */
record CompactPlan(List<Group> groups, Set<LocalDate> daysCompacted, Set<LocalDate> daysLeftAlone) {

  CompactPlan {
    groups = List.copyOf(groups);
    daysCompacted = Set.copyOf(daysCompacted);
    daysLeftAlone = Set.copyOf(daysLeftAlone);
  }

  /** Files of one partition that become as few as their rows need. */
  record Group(String partition, List<LiveFile> files) {
    Group {
      files = List.copyOf(files);
    }

    long bytes() {
      return files.stream().mapToLong(LiveFile::bytes).sum();
    }
  }

  /**
   * Plans.
   *
   * @param before days before this one are closed
   * @param fileBytes how long a file may become
   */
  static CompactPlan of(List<LiveFile> files, LocalDate before, long fileBytes) {
    Map<String, List<LiveFile>> partitions =
        files.stream()
            .filter(file -> file.day().isBefore(before))
            .collect(Collectors.groupingBy(LiveFile::partition, TreeMap::new, Collectors.toList()));
    List<Group> groups = new ArrayList<>();
    Set<LocalDate> compacted = new TreeSet<>();
    Set<LocalDate> closed = new TreeSet<>();

    partitions.forEach(
        (partition, members) -> {
          closed.add(members.get(0).day());
          List<LiveFile> notFull =
              members.stream().filter(file -> !isFull(file, fileBytes)).toList();

          if (needsMerging(notFull)) {
            boolean tooMany =
                members.size() - notFull.size() + filesFor(notFull, fileBytes)
                    > filesFor(members, fileBytes);
            groups.add(new Group(partition, tooMany ? members : notFull));
            compacted.add(members.get(0).day());
          }
        });

    closed.removeAll(compacted);
    return new CompactPlan(groups, compacted, closed);
  }

  /**
   * Whether a compaction wrote the file and ended it because it was long enough. How long a file
   * becomes is known only when it is complete, so a good deal less than was asked for is full.
   */
  private static boolean isFull(LiveFile file, long fileBytes) {
    return file.sorted() && file.bytes() >= fileBytes - fileBytes / 4;
  }

  private static long filesFor(List<LiveFile> files, long fileBytes) {
    long bytes = files.stream().mapToLong(LiveFile::bytes).sum();
    return Math.max(1, (bytes + fileBytes - 1) / fileBytes);
  }

  private static boolean needsMerging(List<LiveFile> files) {
    return files.stream().anyMatch(file -> !file.sorted())
        || files.stream().mapToLong(LiveFile::commit).distinct().count() > 1;
  }
}
