package vn.khoso.preservation.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asks a second validator where the first says that it does not know. What the second says then counts. */
public final class SecondOpinion implements Validator {

    private final Validator first;
    private final Predicate<Validation> doubt;
    private final Validator second;

    /** @param doubt whether what the first said is rather about the tool than about the file */
    public SecondOpinion(Validator first, Predicate<Validation> doubt, Validator second) {
        this.first = first;
        this.doubt = doubt;
        this.second = second;
    }

    @Override
    public boolean knows(String mediaType) {
        return first.knows(mediaType);
    }

    @Override
    public boolean isClaimedBy(String extension) {
        return first.isClaimedBy(extension);
    }

    @Override
    public Validation validate(Path file) throws Exception {
        Validation said = first.validate(file);
        if (!doubt.test(said)) {
            return said;
        }
        Validation then = second.validate(file);
        Map<String, String> facts = new TreeMap<>(said.properties());
        facts.putAll(then.properties());
        List<Validation.Complaint> complaints = then.complaints().isEmpty()
                ? List.of()
                : Stream.concat(said.complaints().stream(), then.complaints().stream())
                        .toList();
        return new Validation(said.tool() + ", then " + then.tool(), then.soundness(), complaints, facts);
    }
}
