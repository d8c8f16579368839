package vn.khoso.ingest.bag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.DigestAlgorithm;

/**
 * Reads one bag, strictly: everything that lies in it is listed and hashed, everything listed is there, once (RFC 8493; the
 * rules B1 to B13 against what went wrong elsewhere). Strong digests were taken while unpacking; only a weak manifest that
 * is there besides makes it read a file again.
 */
final class BagReader {

    private static final Pattern MANIFEST = Pattern.compile("(tag)?manifest-([^/]+)\\.txt");
    private static final Pattern OXUM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");
    private static final String PAYLOAD_FOLDER = "data/";
    private static final String FETCH = "fetch.txt";
    private static final BagProfile PROFILE = BagProfile.shipped();

    private final List<UnpackedFile> files;
    private final Map<String, UnpackedFile> byName = new HashMap<>();
    private final Map<String, UnpackedFile> byForm = new HashMap<>();
    private final Findings findings = new Findings();
    private final Map<UnpackedFile, WeakDigests> weak = new HashMap<>();

    private BagReader(List<UnpackedFile> files) {
        this.files = files;
        files.forEach(file -> {
            byName.put(file.path().value(), file);
            byForm.putIfAbsent(file.path().nfc(), file);
        });
    }

    /** What reading a bag came to. */
    record Reading(BagInfo info, List<Finding> findings) {}

    static Reading read(List<UnpackedFile> files) {
        return new BagReader(files).read();
    }

    private Reading read() {
        BagDeclaration declaration = BagDeclaration.read(named(BagDeclaration.FILE), findings);
        if (files.stream().noneMatch(BagReader::payload)) {
            findings.add(FindingCode.BAG_PAYLOAD_MISSING, "data");
        }
        List<Manifest> manifests = manifests(declaration);
        Set<String> fetched = fetched(declaration);
        List<Manifest> payload = manifests.stream().filter(Manifest::payload).toList();
        requireStrong(manifests, true, FindingCode.BAG_MANIFEST_MISSING, "manifest-sha512.txt");
        requireStrong(manifests, false, FindingCode.BAG_TAG_MANIFEST_MISSING, "tagmanifest-sha512.txt");
        compare(payload, fetched);
        compare(manifests.stream().filter(manifest -> !manifest.payload()).toList(), fetched);
        requireListed(manifests);
        requireAgreement(payload);
        BagInfo info = info(declaration);
        oxum(info);
        PROFILE.judge(info, findings);
        return new Reading(info, findings.list());
    }

    private Optional<UnpackedFile> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static boolean payload(UnpackedFile file) {
        return file.path().value().startsWith(PAYLOAD_FOLDER);
    }

    private List<Manifest> manifests(BagDeclaration declaration) {
        List<Manifest> manifests = new ArrayList<>();
        for (UnpackedFile file : files) {
            Matcher matcher = MANIFEST.matcher(file.path().value());
            if (matcher.matches()) {
                Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(matcher.group(2));
                if (algorithm.isEmpty()) {
                    findings.add(Finding.of(
                                    FindingCode.BAG_MANIFEST_ALGORITHM_UNKNOWN,
                                    file.path().value())
                            .with("found", matcher.group(2)));
                } else {
                    manifests.add(Manifest.parse(
                            file.path().value(),
                            algorithm.get(),
                            matcher.group(1) == null,
                            lines(file, declaration),
                            findings));
                }
            }
        }
        return manifests;
    }

    private List<String> lines(UnpackedFile file, BagDeclaration declaration) {
        Optional<String> text = TagText.read(file, declaration.charset());
        if (text.isEmpty()) {
            findings.add(Finding.of(FindingCode.BAG_TEXT_NOT_UTF8, file.path().value())
                    .with("found", declaration.charset().name()));
        }
        return text.map(TagText::lines).orElse(List.of());
    }

    private void requireStrong(List<Manifest> all, boolean payload, FindingCode missing, String example) {
        List<Manifest> kind =
                all.stream().filter(one -> one.payload() == payload).toList();
        boolean unknownOnly = kind.isEmpty()
                && files.stream()
                        .map(file -> MANIFEST.matcher(file.path().value()))
                        .anyMatch(matcher -> matcher.matches() && (matcher.group(1) == null) == payload);
        if (kind.isEmpty() && !unknownOnly) {
            findings.add(missing, example);
        } else if (!kind.isEmpty()
                && kind.stream().noneMatch(one -> one.algorithm().strong())) {
            findings.add(Finding.of(
                            FindingCode.BAG_MANIFEST_ALGORITHM_WEAK,
                            kind.getFirst().name())
                    .with("found", kind.getFirst().algorithm().shortName())
                    .with("expected", "sha256, sha512"));
        }
    }

    private Set<String> fetched(BagDeclaration declaration) {
        Optional<UnpackedFile> fetch = named(FETCH);
        if (fetch.isEmpty()) {
            return Set.of();
        }
        findings.add(FindingCode.BAG_FETCH_REFUSED, FETCH);
        Set<String> paths = new HashSet<>();
        for (String line : lines(fetch.get(), declaration)) {
            String[] parts = line.split("[ \\t]+", 3);
            if (parts.length == 3) {
                paths.add(Manifest.key(parts[2]));
            }
        }
        return paths;
    }

    /** Every line of every manifest against the file it names; a file that disagrees is named once. */
    private void compare(List<Manifest> manifests, Set<String> fetched) {
        Set<String> named = new HashSet<>();
        for (Manifest manifest : manifests) {
            for (Map.Entry<String, Manifest.Line> entry : manifest.lines().entrySet()) {
                Manifest.Line line = entry.getValue();
                Optional<UnpackedFile> file = find(line);
                if (file.isEmpty()) {
                    if (!fetched.contains(entry.getKey()) && named.add(entry.getKey())) {
                        findings.add(Finding.of(
                                        FindingCode.BAG_FILE_MISSING,
                                        line.path().value())
                                .with("manifest", manifest.name()));
                    }
                } else {
                    compare(manifest, line, file.get(), named);
                }
            }
        }
    }

    private Optional<UnpackedFile> find(Manifest.Line line) {
        UnpackedFile exact = byName.get(line.path().value());
        if (exact != null) {
            return Optional.of(exact);
        }
        // Version 0.97 did not ask for "%" to be escaped, so its writers left it as it is.
        UnpackedFile literal = byName.get(line.literal());
        return Optional.ofNullable(
                literal != null ? literal : byForm.get(line.path().nfc()));
    }

    private void compare(Manifest manifest, Manifest.Line line, UnpackedFile file, Set<String> named) {
        String found = digest(file, manifest.algorithm());
        if (!found.equals(line.digest().hex()) && named.add(file.path().nfc())) {
            findings.add(Finding.of(FindingCode.BAG_DIGEST_MISMATCH, file.path().value())
                    .with("manifest", manifest.name())
                    .with("algorithm", manifest.algorithm().shortName())
                    .with("expected", line.digest().hex())
                    .with("found", found));
        }
        boolean spelled = file.path().value().equals(line.path().value())
                || file.path().value().equals(line.literal());
        if (!spelled && named.add("form:" + file.path().nfc())) {
            findings.add(
                    Finding.of(FindingCode.BAG_NAME_FORM_DIFFERS, file.path().value())
                            .with("manifest", manifest.name()));
        }
    }

    private String digest(UnpackedFile file, DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA_256 -> file.sha256().hex();
            case SHA_512 -> file.sha512().hex();
            case SHA_1, MD5 -> weak.computeIfAbsent(file, WeakDigests::of).hex(algorithm);
        };
    }

    /** Whatever lies in the bag must be in a manifest, a hidden file as well (B2). */
    private void requireListed(List<Manifest> manifests) {
        Set<UnpackedFile> listed = new HashSet<>();
        manifests.forEach(
                manifest -> manifest.lines().values().forEach(line -> find(line).ifPresent(listed::add)));
        boolean payloadListed = manifests.stream().anyMatch(Manifest::payload);
        boolean tagsListed = manifests.stream().anyMatch(manifest -> !manifest.payload());
        for (UnpackedFile file : files) {
            if (!listed.contains(file)) {
                if (payload(file) && payloadListed) {
                    findings.add(FindingCode.BAG_FILE_UNLISTED, file.path().value());
                } else if (!payload(file) && tagsListed && mustBeListed(file)) {
                    findings.add(FindingCode.BAG_TAG_FILE_UNLISTED, file.path().value());
                }
            }
        }
    }

    /** A tag manifest cannot list itself; {@code fetch.txt} is refused anyway. */
    private static boolean mustBeListed(UnpackedFile file) {
        Matcher matcher = MANIFEST.matcher(file.path().value());
        boolean tagManifest = matcher.matches() && matcher.group(1) != null;
        return !tagManifest && !file.path().value().equals(FETCH);
    }

    /** RFC 8493, 3: every payload manifest lists every payload file. */
    private void requireAgreement(List<Manifest> payload) {
        Map<String, String> all = new LinkedHashMap<>();
        payload.forEach(manifest -> manifest.lines()
                .forEach((key, line) -> all.putIfAbsent(key, line.path().value())));
        for (Manifest manifest : payload) {
            all.forEach((key, path) -> {
                if (!manifest.lines().containsKey(key)) {
                    findings.add(
                            Finding.of(FindingCode.BAG_MANIFESTS_DISAGREE, path).with("manifest", manifest.name()));
                }
            });
        }
    }

    private BagInfo info(BagDeclaration declaration) {
        return named(BagInfo.FILE)
                .map(file -> BagInfo.parse(lines(file, declaration), findings))
                .orElse(BagInfo.NONE);
    }

    private void oxum(BagInfo info) {
        List<String> values = info.all("Payload-Oxum");
        if (values.isEmpty()) {
            return;
        }
        Matcher matcher = OXUM.matcher(values.getFirst());
        if (values.size() > 1) {
            return; // the profile says so
        }
        if (!matcher.matches()) {
            findings.add(
                    Finding.of(FindingCode.BAG_INFO_INVALID, "Payload-Oxum").with("found", values.getFirst()));
            return;
        }
        long bytes = files.stream()
                .filter(BagReader::payload)
                .mapToLong(UnpackedFile::size)
                .sum();
        long count = files.stream().filter(BagReader::payload).count();
        if (Long.parseLong(matcher.group(1)) != bytes || Long.parseLong(matcher.group(2)) != count) {
            findings.add(Finding.of(FindingCode.BAG_PAYLOAD_OXUM_MISMATCH, BagInfo.FILE)
                    .with("expected", values.getFirst())
                    .with("found", bytes + "." + count));
        }
    }
}
