package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.PackagePath;

/** The packages that the power cuts interrupt, every version known byte for byte, and the judgement of D1 and D2 over them. */
final class Packages {

    static final AipId FIRST = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000001"));

    private final Map<AipId, List<Known>> known = new TreeMap<>();
    /** What receipts said. */
    private final Map<String, StoredVersion> receipts = new HashMap<>();

    /** One version as it must be. */
    record Known(NewVersion given, SortedMap<PackagePath, byte[]> contents) {}

    Packages(Path staged) {
        StagedPackage first = usual(staged.resolve("1"), FIRST);
        StagedPackage later = usual(staged.resolve("2"), FIRST)
                .with("metadata/premis.xml", "<premis><event/></premis>")
                .with("metadata/note.txt", "new");
        known.put(FIRST, List.of(known(first, "ingest"), known(later, "event added")));
        AipId neighbour = neighbour();
        known.put(neighbour, List.of(known(usual(staged.resolve("1"), neighbour), "ingest")));
    }

    private static StagedPackage usual(Path staged, AipId aip) {
        return new StagedPackage(staged, aip)
                .with("sip/bagit.txt", "BagIt-Version: 1.0\n")
                .with("sip/data/Quyết định.pdf", "%PDF-1.7 " + "x".repeat(1_300) + aip)
                .with("sip/data/copy.pdf", "%PDF-1.7 " + "x".repeat(1_300) + aip)
                .with("metadata/premis.xml", "<premis/>");
    }

    private static Known known(StagedPackage staged, String message) {
        return new Known(staged.version(message), staged.contents());
    }

    /** A package whose object lies below the same outer folder of the layout as the first. */
    AipId neighbourOfFirst() {
        return known.keySet().stream()
                .filter(aip -> !aip.equals(FIRST))
                .findFirst()
                .orElseThrow();
    }

    private static AipId neighbour() {
        for (long number = 2; ; number++) {
            AipId aip = new AipId(new UUID(0x0193458a7c007000L, 0x8000000000000000L + number));
            if (outer(aip).equals(outer(FIRST))) {
                return aip;
            }
        }
    }

    private static String outer(AipId aip) {
        return Digests.fixity(DigestAlgorithm.SHA_256, aip.toString().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 2);
    }

    NewVersion version(AipId aip, int number) {
        return known.get(aip).get(number - 1).given();
    }

    /**
     * Whether what was promised is there and nothing is there by halves.
     *
     * @param promised newest acknowledged version of each package
     */
    void judge(World world, CrashFileSystem system, Map<AipId, Integer> promised) {
        assertThat(names(World.root(system).resolve("staging"))).as("staging").isEmpty();
        noEmptyFolder(World.root(system).resolve("ocfl"));
        List<AipId> there = new ArrayList<>();
        for (AipId aip : known.keySet()) {
            Optional<StoredVersion> head = world.storage().head(aip);
            assertThat(head.map(StoredVersion::version).orElse(0))
                    .as("version of %s", aip)
                    .isGreaterThanOrEqualTo(promised.getOrDefault(aip, 0));
            head.ifPresent(stored -> {
                whole(world, stored);
                there.add(aip);
            });
        }
        try (Stream<AipId> all = world.storage().all()) {
            assertThat(all).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    /** A receipt: the first names the root digest, and every later one for the same version must be equal. */
    void kept(StoredVersion stored) {
        StoredVersion first = receipts.putIfAbsent(stored.aip() + " v" + stored.version(), stored);
        assertThat(stored).as("the receipt").isEqualTo(first == null ? stored : first);
    }

    /** That every file of the version is what was deposited, and every file of the object what its inventories say. */
    void whole(World world, StoredVersion stored) {
        SortedMap<PackagePath, byte[]> contents =
                known.get(stored.aip()).get(stored.version() - 1).contents();
        kept(stored);
        assertThat(stored.files()).hasSameSizeAs(contents.keySet());
        contents.forEach((path, bytes) -> {
            try (InputStream in = world.storage().open(stored.aip(), path)) {
                assertThat(in.readAllBytes()).as("%s of %s", path, stored.aip()).isEqualTo(bytes);
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        });
        ObjectSurvey survey = world.objects().object(stored.aip()).survey().orElseThrow();
        assertThat(survey.head().orElseThrow().version()).isEqualTo(stored.version());
        assertThat(survey.extra()).as("unpromised").isEmpty();
        for (ObjectSurvey.Promise promise : survey.promised()) {
            try (ReadableByteChannel channel =
                    world.objects().object(stored.aip()).open(promise.place())) {
                byte[] bytes = Channels.newInputStream(channel).readAllBytes();
                assertThat(Digests.fixity(promise.fixity().algorithm(), bytes))
                        .as(promise.place())
                        .isEqualTo(promise.fixity());
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }

    /** OCFL 1.1, 4.2: no empty folder in the storage root. */
    private static void noEmptyFolder(Path folder) {
        List<Path> entries = names(folder);
        assertThat(entries).as("entries of %s", folder).isNotEmpty();
        entries.stream().filter(Files::isDirectory).forEach(Packages::noEmptyFolder);
    }

    private static List<Path> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
