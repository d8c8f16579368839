package vn.khoso.preservation.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Agent;

/** A package put together for a test: logical files, and their bytes in a folder under names of our own. */
public final class StagedPackage {

    public static final Agent ARCHIVE = new Agent("software:khoso/test", Agent.Type.SOFTWARE, "Kho Số");
    public static final Instant COMPOSED = Instant.parse("2026-11-20T02:00:00.123456Z");

    private final Path folder;
    private final AipId aip;
    private final SortedMap<PackagePath, byte[]> contents = new TreeMap<>();

    public StagedPackage(Path folder, AipId aip) {
        this.folder = folder.resolve(aip.uuid());
        this.aip = aip;
    }

    /** The shape of a usual AIP: one PDF, the bag around it, our three metadata files. */
    public static StagedPackage usual(Path folder, AipId aip, int pdfBytes) {
        byte[] pdf = new byte[pdfBytes];
        for (int i = 0; i < pdf.length; i++) {
            pdf[i] = (byte) (i * 31 + aip.hashCode());
        }
        return new StagedPackage(folder, aip)
                .with("sip/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
                .with("sip/bag-info.txt", "Source-Organization: UBND xã Đông Hòa (thử)\n")
                .with("sip/manifest-sha256.txt", "manifest of " + aip)
                .with("sip/tagmanifest-sha256.txt", "tag manifest of " + aip)
                .with("sip/metadata/tthc.json", "{\"records\":[]}")
                .with("sip/data/KQ-0001.pdf", pdf)
                .with("metadata/aip.json", "{\"aip\":\"" + aip + "\"}")
                .with("metadata/premis.xml", "<premis/>")
                .with("metadata/validation.json", "[]");
    }

    public StagedPackage with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public StagedPackage with(String path, byte[] bytes) {
        contents.put(new PackagePath(path), bytes);
        return this;
    }

    public StagedPackage without(String path) {
        contents.remove(new PackagePath(path));
        return this;
    }

    public SortedMap<PackagePath, byte[]> contents() {
        return contents;
    }

    /** Writes the bytes and describes them truly. */
    public NewVersion version(String message) {
        List<StagedFile> files = new ArrayList<>();
        contents.forEach((path, bytes) -> files.add(new StagedFile(describe(path, bytes), stage(bytes))));
        return new NewVersion(aip, COMPOSED, message, ARCHIVE, files);
    }

    private Path stage(byte[] bytes) {
        Path file = folder.resolve(
                Digests.fixity(DigestAlgorithm.SHA_256, bytes).hex().substring(0, 16));
        try {
            Files.createDirectories(folder);
            return Files.write(file, bytes);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    public static FileObject describe(PackagePath path, byte[] bytes) {
        return new FileObject(
                path,
                bytes.length,
                Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                FormatDesignation.UNKNOWN);
    }
}
