package vn.khoso.preservation.format.pdfbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import vn.khoso.preservation.format.Validation;
import vn.khoso.preservation.format.Validation.Complaint;
import vn.khoso.preservation.format.Validation.Soundness;
import vn.khoso.preservation.format.Validator;

/**
 * Whether a PDF of any version up to 2.0 can be read without repair: header, cross-reference, every object that it names, and
 * the page tree. Says WELL_FORMED at best; it knows no further rules, and does not look into streams.
 */
public final class PdfboxValidator implements Validator {

    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private static final String TOOL = "PDFBox "
            + Optional.ofNullable(PDDocument.class.getPackage().getImplementationVersion())
                    .orElse("3");

    @Override
    public boolean knows(String mediaType) {
        return mediaType.equals("application/pdf");
    }

    @Override
    public boolean isClaimedBy(String extension) {
        return extension.equals("pdf");
    }

    @Override
    public Validation validate(Path file) throws IOException {
        if (!startsAsPdf(file)) {
            return broken("no PDF header at the beginning");
        }
        try (RandomAccessReadBufferedFile bytes = new RandomAccessReadBufferedFile(file);
                PDDocument document = new PDFParser(bytes).parse(false)) {
            return read(document);
        } catch (InvalidPasswordException e) {
            return new Validation(
                    TOOL,
                    Soundness.UNDETERMINED,
                    List.of(new Complaint("", "a password is needed to read it")),
                    Map.of("encrypted", "true"));
        } catch (IOException e) {
            if (!Files.isReadable(file)) {
                throw e;
            }
            return broken(String.valueOf(e.getMessage()));
        }
    }

    private static Validation read(PDDocument document) throws IOException {
        COSDocument objects = document.getDocument();
        for (COSObjectKey key : List.copyOf(objects.getXrefTable().keySet())) {
            if (objects.getObjectFromPool(key).getObject() == null && isInUse(objects, key)) {
                return broken("object " + key.getNumber() + " is named and not there");
            }
        }
        int pages = 0;
        for (var page : document.getPages()) {
            pages += page.getCOSObject() == null ? 0 : 1;
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("pdfVersion", String.format(Locale.ROOT, "%.1f", document.getVersion()));
        if (pages > 0) {
            facts.put("pages", Integer.toString(pages));
        }
        if (document.isEncrypted()) {
            facts.put("encrypted", "true");
        }
        return pages == 0 ? broken("no page") : new Validation(TOOL, Soundness.WELL_FORMED, List.of(), facts);
    }

    /** An object may be {@code null} by right; one whose place holds nothing readable is lost. */
    private static boolean isInUse(COSDocument objects, COSObjectKey key) {
        Long place = objects.getXrefTable().get(key);
        return place != null && place > 0 && !objects.getObjectFromPool(key).isObjectNull();
    }

    private static Validation broken(String message) {
        return new Validation(TOOL, Soundness.NOT_WELL_FORMED, List.of(new Complaint("", message)), Map.of());
    }

    private static boolean startsAsPdf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        }
    }
}
