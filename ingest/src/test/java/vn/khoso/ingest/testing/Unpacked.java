package vn.khoso.ingest.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.PackagePath;

/** Files as they come out of a container, without the container. */
public final class Unpacked {

    private Unpacked() {}

    public static List<UnpackedFile> files(Map<String, byte[]> bag, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<UnpackedFile> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : bag.entrySet()) {
            Path place = Files.write(folder.resolve(String.valueOf(files.size())), file.getValue());
            files.add(new UnpackedFile(
                    new PackagePath(file.getKey()),
                    file.getValue().length,
                    Digests.fixity(DigestAlgorithm.SHA_256, file.getValue()),
                    Digests.fixity(DigestAlgorithm.SHA_512, file.getValue()),
                    place));
        }
        return files;
    }

    public static List<UnpackedFile> zip(byte[] zip, Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files(files, folder.resolve("files"));
    }
}
