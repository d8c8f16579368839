package vn.khoso.ingest.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** A bag in memory (RFC 8493, our profile) that can be closed properly and then be spoiled. */
final class DemoBag {

    static final String DECLARATION = "bagit.txt";
    static final String MANIFEST = "manifest-sha256.txt";
    static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    static final String INFO = "bag-info.txt";

    private static final String PROFILE = "https://khoso.vn/profile/bagit/1";

    private static final LocalDateTime WRITTEN = LocalDateTime.of(2026, 11, 2, 8, 0);

    private final String folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    DemoBag(String folder) {
        this.folder = folder;
        put(DECLARATION, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void remove(String path) {
        files.remove(path);
    }

    /** Flips one bit in the middle of a file. */
    void damage(String path) {
        byte[] bytes = java.util.Objects.requireNonNull(files.get(path)).clone();
        bytes[bytes.length / 2] ^= 1;
        put(path, bytes);
    }

    /** Writes {@code bag-info.txt} and both manifests over what is there now. */
    void close(AgencyCode producer, String producerName) {
        long bytes = payload().values().stream().mapToLong(file -> file.length).sum();
        put(
                INFO,
                String.format(
                        Locale.ROOT,
                        """
                Source-Organization: %s
                Producer-Agency: %s
                Bagging-Date: 2026-11-02
                Payload-Oxum: %d.%d
                BagIt-Profile-Identifier: %s
                """,
                        producerName,
                        producer,
                        bytes,
                        payload().size(),
                        PROFILE));
        put(MANIFEST, manifest(payload()));
        closeTags();
    }

    /** Writes the tag manifest again, after a tag file was changed on purpose. */
    void closeTags() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        files.forEach((path, file) -> {
            if (!path.startsWith("data/") && !path.equals(TAG_MANIFEST)) {
                tags.put(path, file);
            }
        });
        put(TAG_MANIFEST, manifest(tags));
    }

    /** The zipped bag in its own folder, with fixed times. */
    byte[] zip(Map<String, byte[]> strays) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entry(zip, folder + "/" + file.getKey(), file.getValue());
            }
            for (Map.Entry<String, byte[]> stray : strays.entrySet()) {
                entry(zip, stray.getKey(), stray.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("zipping into memory", impossible);
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(WRITTEN);
        // Pictures do not get smaller; packing them again only costs time.
        zip.setLevel(name.endsWith(".pdf") ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private Map<String, byte[]> payload() {
        Map<String, byte[]> payload = new LinkedHashMap<>();
        files.forEach((path, file) -> {
            if (path.startsWith("data/")) {
                payload.put(path, file);
            }
        });
        return payload;
    }

    private static String manifest(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, file) -> lines.append(
                        Digests.fixity(DigestAlgorithm.SHA_256, file).hex())
                .append("  ")
                .append(path)
                .append('\n'));
        return lines.toString();
    }
}
