package vn.khoso.preservation.format.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.format.FileFacts;
import vn.khoso.preservation.format.FormatJudgement;
import vn.khoso.preservation.format.FormatTools;
import vn.khoso.preservation.format.Identification;
import vn.khoso.preservation.isolation.WorkerAnswer;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.preservation.isolation.WorkerSettings;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Format tools behind a pool of worker processes: identification and validation in one question a file.
 *
 * <p>A file on which validation never answers is asked about once more for identification alone, so that its format is
 * known even so. Closing it closes the pool.
 */
public final class IsolatedFormatTools implements FormatTools {

    private final WorkerPool pool;
    private final FormatJudgement judgement = new FormatJudgement();

    /** @param pool whose workers run {@link CharacteriseTask}; see {@link #settings} */
    public IsolatedFormatTools(WorkerPool pool) {
        this.pool = pool;
    }

    /**
     * The standard settings of a pool for this.
     *
     * @param classPath see {@link WorkerSettings#classPath}
     * @param folder private to the workers
     * @param signatureFile a newer PRONOM signature file; empty for the one on the class path
     */
    public static WorkerSettings settings(String classPath, Path folder, Optional<Path> signatureFile) {
        return WorkerSettings.standard(
                classPath,
                folder,
                CharacteriseTask.class,
                signatureFile
                        .map(file -> List.of(file.toAbsolutePath().toString()))
                        .orElse(List.of()));
    }

    @Override
    public Characterisation characterise(Path file, PackagePath name) {
        if (isEmpty(file)) {
            return judgement.ofEmptyFile(name);
        }
        WorkerAnswer answer = pool.ask(file, FactsCodec.write(new FactsCodec.Question(name.value(), true)));
        return switch (answer) {
            case WorkerAnswer.Answered answered -> judged(file, name, answered);
            case WorkerAnswer.GaveUp gaveUp -> silent(file, name, gaveUp.reason(), gaveUp.detail());
        };
    }

    private Characterisation judged(Path file, PackagePath name, WorkerAnswer.Answered answered) {
        try {
            FileFacts facts = FactsCodec.readFacts(answered.body());
            return judgement.of(name, facts);
        } catch (IOException e) {
            return silent(file, name, WorkerAnswer.Reason.CRASH, String.valueOf(e.getMessage()));
        }
    }

    private Characterisation silent(Path file, PackagePath name, WorkerAnswer.Reason reason, String detail) {
        return judgement.ofSilence(name, identification(file, name), reason.name(), detail);
    }

    private Optional<Identification> identification(Path file, PackagePath name) {
        WorkerAnswer answer = pool.ask(file, FactsCodec.write(new FactsCodec.Question(name.value(), false)));
        return switch (answer) {
            case WorkerAnswer.Answered answered -> identification(answered);
            case WorkerAnswer.GaveUp gaveUp -> Optional.empty();
        };
    }

    private static Optional<Identification> identification(WorkerAnswer.Answered answered) {
        try {
            return Optional.of(FactsCodec.readFacts(answered.body()).identification());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new StorageUnavailable("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
