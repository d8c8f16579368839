package vn.khoso.ingest.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.ingest.compose.ComposedAip;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.codec.json.AipJson;
import vn.khoso.schemas.codec.premis.PremisDocument;
import vn.khoso.schemas.codec.premis.PremisEvents;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.submission.Progress.Phase;

/**
 * Keeps the package. When an earlier try got as far as storage and no further, what lies there is the record: that package
 * is taken up, with its own times and events, and not the one that was composed anew.
 */
public final class Store implements Step<ComposedAip, StorageReceipt> {

    private final Archive archive;
    private final Agent agent;
    private final ProgressBoard board;

    public Store(Archive archive, Agent agent, ProgressBoard board) {
        this.archive = archive;
        this.agent = agent;
        this.board = board;
    }

    @Override
    public Outcome<StorageReceipt> run(ComposedAip composed) {
        ArchivalInformationPackage aip = composed.aip();
        long bytes =
                aip.files().stream().mapToLong(file -> file.object().size()).sum();
        board.mark(composed.submission().id(), Phase.STORE, 0, aip.files().size(), 0, bytes);
        boolean perhapsStored =
                composed.submission().tries() > 1 && archive.content(aip.id()).isPresent();
        return Outcome.passed(archive.store(perhapsStored ? stored(composed) : aip, agent));
    }

    private ArchivalInformationPackage stored(ComposedAip composed) {
        AipId id = composed.aip().id();
        AipJson.Description kept = AipJson.read(read(id, AipJson.PATH));
        List<Event> events = PremisEvents.read(read(id, PremisDocument.PATH));
        Map<PackagePath, Path> sources = new HashMap<>();
        composed.aip().files().forEach(file -> sources.put(file.object().path(), file.source()));
        List<StagedFile> files = new ArrayList<>();
        for (FileObject file : kept.files()) {
            files.add(new StagedFile(file, source(id, file.path(), sources, composed.work())));
        }
        files.add(description(composed));
        return new ArchivalInformationPackage(
                kept.id(), kept.sip(), kept.producer(), kept.composedAt(), files, kept.results(), events);
    }

    /** The bag's files are the same bytes in every try; the package's own metadata are read back from storage. */
    private Path source(AipId id, PackagePath path, Map<PackagePath, Path> sources, Path work) {
        boolean bag = path.value().startsWith(ArchivalInformationPackage.BAG_FOLDER + "/");
        return bag
                ? Optional.ofNullable(sources.get(path))
                        .orElseThrow(() ->
                                new ArchiveFault.AlreadyStored(id + " holds " + path + ", the submission does not"))
                : write(work.resolve("kept-" + path.fileName()), read(id, path.value()));
    }

    /** The description itself, which cannot hold its own digest. */
    private StagedFile description(ComposedAip composed) {
        PackagePath path = new PackagePath(AipJson.PATH);
        byte[] bytes = read(composed.aip().id(), AipJson.PATH);
        FileObject fresh = composed.aip().files().stream()
                .map(StagedFile::object)
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
        return new StagedFile(
                new FileObject(
                        path,
                        bytes.length,
                        Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                        Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                        fresh.format()),
                write(composed.work().resolve("kept-" + path.fileName()), bytes));
    }

    private byte[] read(AipId id, String path) {
        try (InputStream in = archive.open(id, new PackagePath(path))) {
            return in.readAllBytes();
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot read " + path + " of " + id, trouble);
        }
    }

    private static Path write(Path target, byte[] bytes) {
        try {
            return Files.write(target, bytes);
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot write a work file", trouble);
        }
    }
}
