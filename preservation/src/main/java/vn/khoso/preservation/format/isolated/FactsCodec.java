package vn.khoso.preservation.format.isolated;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.preservation.format.FileFacts;
import vn.khoso.preservation.format.Identification;
import vn.khoso.preservation.format.Validation;
import vn.khoso.schemas.oais.FormatDesignation;

/**
 * Facts as bytes, between a worker and the server of the same build.
 *
 * <p>The server trusts no worker: counts are bounded, names of constants are looked up, control characters are taken out,
 * and anything else is an {@link IOException}.
 */
final class FactsCodec {

    private static final int LONGEST_TEXT = 2_000;

    private static final int MOST_ENTRIES = 200;

    private FactsCodec() {}

    record Question(String name, boolean validate) {}

    static byte[] write(Question question) {
        return bytes(out -> {
            out.writeUTF(question.name());
            out.writeBoolean(question.validate());
        });
    }

    static Question readQuestion(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Question(in.readUTF(), in.readBoolean());
    }

    static byte[] write(FileFacts facts) {
        return bytes(out -> {
            Identification identification = facts.identification();
            text(out, identification.tool());
            text(out, identification.means().name());
            out.writeBoolean(identification.extensionFits());
            FormatDesignation format = identification.format();
            text(out, format.puid().orElse(""));
            text(out, format.mediaType());
            text(out, format.name().orElse(""));
            text(out, format.version().orElse(""));
            List<String> candidates =
                    identification.candidates().stream().limit(MOST_ENTRIES).toList();
            out.writeInt(candidates.size());
            for (String candidate : candidates) {
                text(out, candidate);
            }
            out.writeBoolean(facts.validation().isPresent());
            if (facts.validation().isPresent()) {
                write(out, facts.validation().get());
            }
        });
    }

    private static void write(DataOutputStream out, Validation validation) throws IOException {
        text(out, validation.tool());
        text(out, validation.soundness().name());
        List<Validation.Complaint> complaints =
                validation.complaints().stream().limit(MOST_ENTRIES).toList();
        out.writeInt(complaints.size());
        for (Validation.Complaint complaint : complaints) {
            text(out, complaint.id());
            text(out, complaint.message());
        }
        List<Map.Entry<String, String>> properties =
                validation.properties().entrySet().stream().limit(MOST_ENTRIES).toList();
        out.writeInt(properties.size());
        for (Map.Entry<String, String> property : properties) {
            text(out, property.getKey());
            text(out, property.getValue());
        }
    }

    static FileFacts readFacts(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            String tool = text(in);
            Identification.Means means = Identification.Means.valueOf(text(in));
            boolean fits = in.readBoolean();
            FormatDesignation format = new FormatDesignation(some(text(in)), text(in), some(text(in)), some(text(in)));
            List<String> candidates = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                candidates.add(text(in));
            }
            Identification identification = new Identification(tool, format, means, fits, candidates);
            return new FileFacts(identification, in.readBoolean() ? Optional.of(readValidation(in)) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new IOException("not the answer of a worker", e);
        }
    }

    private static Validation readValidation(DataInputStream in) throws IOException {
        String tool = text(in);
        Validation.Soundness soundness = Validation.Soundness.valueOf(text(in));
        List<Validation.Complaint> complaints = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            complaints.add(new Validation.Complaint(text(in), text(in)));
        }
        Map<String, String> properties = new TreeMap<>();
        for (int left = count(in); left > 0; left--) {
            properties.put(text(in), text(in));
        }
        return new Validation(tool, soundness, complaints, properties);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    e); // an array does not fail; a name over 64 KiB would, and no path is that long
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        out.writeUTF(value.length() <= LONGEST_TEXT ? value : value.substring(0, LONGEST_TEXT));
    }

    private static String text(DataInputStream in) throws IOException {
        String value = in.readUTF();
        if (value.length() > LONGEST_TEXT) {
            throw new IOException("a text of " + value.length() + " characters");
        }
        return value.replaceAll("\\p{Cntrl}", " ");
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("a list of " + count);
        }
        return count;
    }

    private static Optional<String> some(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
