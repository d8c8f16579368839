package vn.khoso.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import vn.khoso.ingest.demo.DemoSip;

/** A real signed document out of the corpora, which lie beside the project and never in it, in a deposit of the sample province. */
final class SignedPaper {

    private static final String ZIP = "signature.zip";

    private SignedPaper() {}

    /** The first by name; the test is skipped, aloud, where the corpora are not. */
    static byte[] ofAStateBody() throws IOException {
        try (ZipFile zip = new ZipFile(Corpora.zip(ZIP).toFile(), StandardCharsets.UTF_8)) {
            ZipEntry entry = zip.stream()
                    .filter(one ->
                            one.getName().startsWith("vn-") && one.getName().endsWith(".pdf"))
                    .min(java.util.Comparator.comparing(ZipEntry::getName))
                    .orElseThrow();
            return zip.getInputStream(entry).readAllBytes();
        }
    }

    /** The deposit with this document in place of its first one, its manifests written anew. */
    static DemoSip instead(DemoSip sip, byte[] document) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(LauncherIT.files(sip.zip()));
        String paper = files.keySet().stream()
                .filter(name -> name.contains("/data/") && name.endsWith(".pdf"))
                .findFirst()
                .orElseThrow();
        String bag = paper.substring(0, paper.indexOf("/data/") + 1);
        long less = files.get(paper).length;
        files.put(paper, document);
        long bytes = files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(bag + "data/"))
                .mapToLong(file -> file.getValue().length)
                .sum();
        String info = new String(files.get(bag + "bag-info.txt"), StandardCharsets.UTF_8);
        String oxum = "Payload-Oxum: " + (bytes - document.length + less) + ".";
        if (!info.contains(oxum)) {
            throw new IllegalStateException("no " + oxum + " in " + info);
        }
        files.put(
                bag + "bag-info.txt",
                info.replace(oxum, "Payload-Oxum: " + bytes + ".").getBytes(StandardCharsets.UTF_8));
        files.put(bag + "manifest-sha256.txt", manifest(files, bag, true));
        files.remove(bag + "tagmanifest-sha256.txt");
        files.put(bag + "tagmanifest-sha256.txt", manifest(files, bag, false));
        return new DemoSip(sip.name(), sip.producer(), zip(files), sip.records(), sip.refusal());
    }

    private static byte[] manifest(Map<String, byte[]> files, String bag, boolean payload) {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, content) -> {
            String path = name.substring(bag.length());
            if (path.startsWith("data/") == payload) {
                lines.append(LauncherIT.sha256(content))
                        .append("  ")
                        .append(path)
                        .append('\n');
            }
        });
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
