package vn.khoso.access.dip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gov.loc.repository.bagit.creator.BagCreator;
import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.domain.Manifest;
import gov.loc.repository.bagit.domain.Metadata;
import gov.loc.repository.bagit.hash.StandardSupportedAlgorithms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.EventJson;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/**
 * Puts a DIP together as a bag (RFC 8493): {@code data/<record>/<n>-<name>} for files, {@code data/metadata/records.json} for
 * what the requester may know of the records, {@code data/metadata/events.json} for what happened to them before.
 */
final class DipBag {

    /** What is told of the past: what proves the bytes, not who else asked for them. */
    private static final Set<EventType> TOLD = EnumSet.of(
            EventType.INGESTION,
            EventType.BAG_VALIDATION,
            EventType.MESSAGE_DIGEST_CALCULATION,
            EventType.FORMAT_IDENTIFICATION,
            EventType.FORMAT_VALIDATION,
            EventType.METADATA_VALIDATION,
            EventType.FIXITY_CHECK);

    private static final int MOST_EVENTS = 1_000;

    private final KeptFiles files;
    private final Journal journal;

    DipBag(KeptFiles files, Journal journal) {
        this.files = files;
        this.journal = journal;
    }

    /**
     * Writes the bag into an empty folder.
     *
     * @throws ContentAltered when the bag's own manifest does not say what the archive promised
     */
    void write(Path root, DipId id, List<RecordEntry> records, LocalDate day) throws IOException {
        Map<Path, Fixity> promised = new HashMap<>();
        for (RecordEntry record : records) {
            Path folder = Files.createDirectories(root.resolve(record.id().uuid()));
            for (int n = 0; n < record.files().size(); n++) {
                FileObject file = record.files().get(n);
                Path target = folder.resolve(name(n, file));
                copy(record.aip(), file, target);
                promised.put(root.resolve("data").resolve(root.relativize(target)), file.sha256());
            }
        }
        Path metadata = Files.createDirectories(root.resolve("metadata"));
        Files.write(metadata.resolve("records.json"), CanonicalJson.bytes(described(id, records)));
        Files.write(metadata.resolve("events.json"), CanonicalJson.bytes(events(records)));
        compare(promised, bagged(root, id, day));
    }

    /** The bytes hash themselves on the way: the stream throws at its end when they are not what was kept. */
    void copy(AipId aip, FileObject file, Path target) throws IOException {
        try (InputStream bytes = files.open(aip, file.path())) {
            Files.copy(bytes, target);
        }
    }

    /** Numbered, so that no two are alike; without the percent sign, which bag writers and readers disagree about. */
    private static String name(int n, FileObject file) {
        return String.format(Locale.ROOT, "%03d-%s", n, file.path().fileName().replace('%', '_'));
    }

    private static Bag bagged(Path root, DipId id, LocalDate day) throws IOException {
        Metadata info = new Metadata();
        info.add("Source-Organization", "Kho Số");
        info.add("External-Identifier", id.toString());
        info.add("Bagging-Date", day.toString());
        try {
            return BagCreator.bagInPlace(
                    root, List.of(StandardSupportedAlgorithms.SHA256, StandardSupportedAlgorithms.SHA512), false, info);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-2", absent);
        }
    }

    private static void compare(Map<Path, Fixity> promised, Bag bag) {
        Manifest manifest = bag.getPayLoadManifests().stream()
                .filter(one -> one.getAlgorithm() == StandardSupportedAlgorithms.SHA256)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a bag without sha256 manifest"));
        promised.forEach((path, fixity) -> {
            String written = manifest.getFileToChecksumMap().get(path);
            if (written == null || !written.equalsIgnoreCase(fixity.hex())) {
                throw new ContentAltered("a copied file is not what was kept: " + path.getFileName());
            }
        });
    }

    private static ObjectNode described(DipId id, List<RecordEntry> records) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dip", id.toString());
        ArrayNode all = json.putArray("records");
        for (RecordEntry record : records) {
            ObjectNode one = all.addObject();
            one.put("id", record.id().toString());
            one.put("aip", record.aip().toString());
            one.set("result", ResultJson.write(record.result()));
            ArrayNode files = one.putArray("files");
            for (int n = 0; n < record.files().size(); n++) {
                FileObject file = record.files().get(n);
                ObjectNode described = files.addObject();
                described.put("path", "data/" + record.id().uuid() + "/" + name(n, file));
                described.put("keptAs", file.path().value());
                described.put("size", file.size());
                described.put("sha256", file.sha256().hex());
                described.put("mediaType", file.format().mediaType());
                file.format().puid().ifPresent(puid -> described.put("puid", puid));
            }
        }
        return json;
    }

    private ArrayNode events(List<RecordEntry> records) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        records.stream().map(RecordEntry::aip).distinct().forEach(aip -> {
            for (JournalEntry entry : journal.about(aip.toString(), 0, MOST_EVENTS)) {
                Event event = entry.event();
                if (TOLD.contains(event.type())) {
                    json.add(EventJson.write(narrowed(event, aip, records)).put("journalIndex", entry.index()));
                }
            }
        });
        return json;
    }

    /** Without the names of files that are not in this DIP, and without the details that may name them. */
    private static Event narrowed(Event event, AipId aip, List<RecordEntry> records) {
        List<String> ours = new ArrayList<>(List.of(aip.toString()));
        records.forEach(record -> {
            ours.add(record.id().toString());
            record.files().forEach(file -> ours.add(aip + "#" + file.path()));
        });
        List<String> objects = event.objects().stream().filter(ours::contains).toList();
        return new Event(
                event.id(), event.type(), event.at(), event.outcome(), event.agent(), objects, event.note(), Map.of());
    }
}
