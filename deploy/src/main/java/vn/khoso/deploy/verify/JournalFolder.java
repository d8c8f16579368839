package vn.khoso.deploy.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.khoso.schemas.codec.tlog.TilePath;

/**
 * The files of a journal on a volume, as they lie there.
 *
 * @param segments in order
 * @param notes checkpoints by the size that their names say
 * @param strange what has no business in it
 */
record JournalFolder(
        Path folder, List<Path> segments, Map<Long, Path> notes, Map<TilePath, Path> tiles, List<String> strange) {

    static JournalFolder of(Path folder) throws IOException {
        TreeSet<Path> segments = new TreeSet<>();
        Map<Long, Path> notes = new TreeMap<>();
        Map<TilePath, Path> tiles = new java.util.HashMap<>();
        List<String> strange = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (name.matches("[0-9]{8}\\.ndjson")) {
                    segments.add(file);
                } else if (name.matches("checkpoints/[0-9]{12}\\.note")) {
                    notes.put(
                            Long.parseLong(name.substring("checkpoints/".length(), name.length() - ".note".length())),
                            file);
                } else if (tile(name).isPresent()) {
                    tiles.put(tile(name).get(), file);
                } else if (!name.equals("checkpoint")
                        && !name.matches("checkpoints/[0-9]{12}\\.tsr")
                        && !name.matches("(.*/)?\\.[^/]+\\.new")) {
                    strange.add(name);
                }
            }
        }
        return new JournalFolder(folder, List.copyOf(segments), notes, tiles, strange);
    }

    private static Optional<TilePath> tile(String name) {
        try {
            return Optional.of(TilePath.parse(name));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The time stamp beside a checkpoint. */
    Optional<byte[]> timeStamp(long size) throws IOException {
        Path note = notes.get(size);
        Path reply = note == null
                ? folder
                : note.resolveSibling(note.getFileName().toString().replace(".note", ".tsr"));
        return Files.isRegularFile(reply) ? Optional.of(Files.readAllBytes(reply)) : Optional.empty();
    }

    Optional<String> latest() throws IOException {
        Path latest = folder.resolve("checkpoint");
        return Files.isRegularFile(latest)
                ? Optional.of(Files.readString(latest, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** The lines of a segment without their line feeds. @throws IllegalArgumentException when the last one has none */
    static List<byte[]> lines(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, at));
                start = at + 1;
            }
        }
        if (start < bytes.length) {
            throw new IllegalArgumentException("segment " + segment.getFileName() + " ends in a torn line");
        }
        return lines;
    }
}
