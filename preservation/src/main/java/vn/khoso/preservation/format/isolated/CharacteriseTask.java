package vn.khoso.preservation.format.isolated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.format.FileFacts;
import vn.khoso.preservation.format.FormatJudgement;
import vn.khoso.preservation.format.Identification;
import vn.khoso.preservation.format.SecondOpinion;
import vn.khoso.preservation.format.Validator;
import vn.khoso.preservation.format.jhove.JhoveValidator;
import vn.khoso.preservation.format.jhove.JhoveValidator.Kind;
import vn.khoso.preservation.format.jhove.PngValidator;
import vn.khoso.preservation.format.jhove.XmlValidator;
import vn.khoso.preservation.format.pdfbox.PdfboxValidator;
import vn.khoso.preservation.format.pronom.PronomIdentifier;
import vn.khoso.preservation.isolation.WorkerTask;

/**
 * Identifies a file and validates it, inside a worker process. The one argument is the path of a PRONOM signature file, or
 * nothing for the one on the class path.
 */
public final class CharacteriseTask implements WorkerTask {

    private final Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    private final List<Validator> validators = List.of(
            new SecondOpinion(new JhoveValidator(Kind.PDF, scratch), JhoveValidator::isInDoubt, new PdfboxValidator()),
            new JhoveValidator(Kind.JPEG, scratch),
            new JhoveValidator(Kind.TIFF, scratch),
            new PngValidator(),
            new XmlValidator(scratch),
            new JhoveValidator(Kind.TEXT, scratch));

    private Optional<PronomIdentifier> identifier = Optional.empty();

    @Override
    public void prepare(List<String> arguments) throws IOException {
        Path signatures = arguments.isEmpty() ? PronomIdentifier.unpackShipped(scratch) : Path.of(arguments.getFirst());
        identifier = Optional.of(new PronomIdentifier(signatures));
    }

    @Override
    public byte[] run(Path file, byte[] question) throws Exception {
        FactsCodec.Question asked = FactsCodec.readQuestion(question);
        Identification identification = identifier.orElseThrow().identify(file, asked.name());
        Optional<Validator> validator =
                asked.validate() ? validatorFor(identification, asked.name()) : Optional.empty();
        return FactsCodec.write(new FileFacts(
                identification,
                validator.isPresent() ? Optional.of(validator.get().validate(file)) : Optional.empty()));
    }

    /** By what it is; where no validator knows that, by what its name claims: a web page named .pdf is no sound PDF. */
    private Optional<Validator> validatorFor(Identification identification, String name) {
        String extension = FormatJudgement.extension(name);
        return validators.stream()
                .filter(one -> one.knows(identification.format().mediaType()))
                .findFirst()
                .or(() -> validators.stream()
                        .filter(one -> one.isClaimedBy(extension))
                        .findFirst());
    }
}
