package vn.khoso.preservation.format.jhove;

import edu.harvard.hul.ois.jhove.ErrorMessage;
import edu.harvard.hul.ois.jhove.JhoveBase;
import edu.harvard.hul.ois.jhove.Message;
import edu.harvard.hul.ois.jhove.ModuleBase;
import edu.harvard.hul.ois.jhove.NisoImageMetadata;
import edu.harvard.hul.ois.jhove.Property;
import edu.harvard.hul.ois.jhove.RepInfo;
import edu.harvard.hul.ois.jhove.module.JpegModule;
import edu.harvard.hul.ois.jhove.module.PdfModule;
import edu.harvard.hul.ois.jhove.module.TiffModule;
import edu.harvard.hul.ois.jhove.module.Utf8Module;
import edu.harvard.hul.ois.jhove.module.XmlModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.khoso.preservation.format.Validation;
import vn.khoso.preservation.format.Validation.Complaint;
import vn.khoso.preservation.format.Validation.Soundness;
import vn.khoso.preservation.format.Validator;

/**
 * One module of JHOVE.
 *
 * <p>Module and base are made anew for each file: a module that two files share judges valid files wrong. JHOVE knows PDF up
 * to 1.7 and does not look into streams; PDF/A is for another tool.
 */
public final class JhoveValidator implements Validator {

    /** Complaints kept of a file: a broken one may bring thousands. */
    private static final int MOST_COMPLAINTS = 100;

    /** What JHOVE calls "not valid" and is worse: a strip lies beyond the end of the file, so pixels are gone. */
    private static final Set<String> LOSSES = Set.of("TIFF-HUL-29");

    /**
     * What JHOVE's PDF module says where it reached its own end: any PDF 2 is "No PDF header" to it (137), some encrypted or
     * much signed files bring "Compression method unknown to JHOVE" (109) or an exception of its own (94).
     */
    private static final Set<String> DOUBTS = Set.of("PDF-HUL-94", "PDF-HUL-109", "PDF-HUL-137");

    /** Nested properties looked through: hostile files nest deep. */
    private static final int DEEPEST = 12;

    /** A module and the files it is for. */
    public enum Kind {
        PDF(List.of("application/pdf"), List.of("pdf")),
        JPEG(List.of("image/jpeg"), List.of("jpg", "jpeg")),
        TIFF(List.of("image/tiff"), List.of("tif", "tiff")),
        XML(List.of("application/xml", "text/xml"), List.of("xml")),
        /** Text in UTF-8, of which ASCII is a part. */
        TEXT(List.of("text/plain", "text/csv"), List.of("txt", "csv"));

        private final List<String> mediaTypes;
        private final List<String> extensions;

        Kind(List<String> mediaTypes, List<String> extensions) {
            this.mediaTypes = mediaTypes;
            this.extensions = extensions;
        }

        private ModuleBase module() {
            return switch (this) {
                case PDF -> new PdfModule();
                case JPEG -> new JpegModule();
                case TIFF -> new TiffModule();
                case XML -> new XmlModule();
                case TEXT -> new Utf8Module();
            };
        }
    }

    private final Kind kind;
    private final Path scratch;

    /** @param scratch where JHOVE may put temporary files */
    public JhoveValidator(Kind kind, Path scratch) {
        this.kind = kind;
        this.scratch = scratch;
    }

    /** Whether what a module said may be its own limit and not the file's fault: ask somebody else. */
    public static boolean isInDoubt(Validation said) {
        return said.soundness() == Soundness.NOT_WELL_FORMED
                && said.complaints().stream().anyMatch(one -> DOUBTS.contains(one.id()));
    }

    @Override
    public boolean knows(String mediaType) {
        return kind.mediaTypes.contains(mediaType);
    }

    @Override
    public boolean isClaimedBy(String extension) {
        return kind.extensions.contains(extension);
    }

    @Override
    public Validation validate(Path file) throws Exception {
        JhoveBase base = new JhoveBase();
        base.setTempDirectory(scratch.toString());
        base.setChecksumFlag(false);
        base.setSignatureFlag(false);
        ModuleBase module = kind.module();
        module.init("");
        module.setDefaultParams(new ArrayList<>());
        module.setBase(base);
        module.setVerbosity(edu.harvard.hul.ois.jhove.Module.MINIMUM_VERBOSITY);
        RepInfo said = new RepInfo(file.toString());
        base.processFile(null, module, false, file.toFile(), said);
        return new Validation(
                "JHOVE " + base.getRelease() + " " + module.getName() + " " + module.getRelease(),
                soundness(said),
                complaints(said),
                properties(said));
    }

    private static Soundness soundness(RepInfo said) {
        if (said.getWellFormed() == RepInfo.FALSE || said.getMessage().stream().anyMatch(JhoveValidator::isLoss)) {
            return Soundness.NOT_WELL_FORMED;
        }
        if (said.getWellFormed() == RepInfo.UNDETERMINED) {
            return Soundness.UNDETERMINED;
        }
        return switch (said.getValid()) {
            case RepInfo.TRUE -> Soundness.VALID;
            case RepInfo.FALSE -> Soundness.NOT_VALID;
            default -> Soundness.WELL_FORMED;
        };
    }

    private static boolean isLoss(Message message) {
        return LOSSES.contains(String.valueOf(message.getId()));
    }

    private static List<Complaint> complaints(RepInfo said) {
        return said.getMessage().stream()
                .filter(ErrorMessage.class::isInstance)
                .limit(MOST_COMPLAINTS)
                .map(JhoveValidator::complaint)
                .toList();
    }

    private static Complaint complaint(Message message) {
        String more = Optional.ofNullable(message.getSubMessage())
                .map(sub -> ": " + sub)
                .orElse("");
        String where = message.getOffset() == Message.NULL ? "" : ", offset " + message.getOffset();
        return new Complaint(Optional.ofNullable(message.getId()).orElse(""), message.getMessage() + more + where);
    }

    private Map<String, String> properties(RepInfo said) {
        Map<String, String> facts = new TreeMap<>();
        switch (kind) {
            case PDF -> {
                Optional.ofNullable(said.getVersion()).ifPresent(version -> facts.put("pdfVersion", version));
                find(said, "Pages")
                        .map(JhoveValidator::count)
                        .filter(pages -> pages > 0)
                        .ifPresent(pages -> facts.put("pages", Integer.toString(pages)));
                find(said, "Encryption").ifPresent(any -> facts.put("encrypted", "true"));
            }
            case TIFF -> {
                image(said, facts);
                find(said, "Number").ifPresent(number -> facts.put("pages", String.valueOf(number.getValue())));
            }
            case JPEG -> image(said, facts);
            case XML -> find(said, "Root").ifPresent(root -> facts.put("root", String.valueOf(root.getValue())));
            case TEXT -> facts.put("encoding", "UTF-8");
        }
        return facts;
    }

    private static void image(RepInfo said, Map<String, String> facts) {
        find(said, "NisoImageMetadata")
                .map(Property::getValue)
                .filter(NisoImageMetadata.class::isInstance)
                .map(NisoImageMetadata.class::cast)
                .ifPresent(image -> {
                    facts.put("width", Long.toString(image.getImageWidth()));
                    facts.put("height", Long.toString(image.getImageLength()));
                });
    }

    private static Optional<Property> find(RepInfo said, String name) {
        return said.getProperty().values().stream()
                .flatMap(property -> find(property, name, 0))
                .findFirst();
    }

    private static Stream<Property> find(Property property, String name, int depth) {
        if (property.getName().equals(name)) {
            return Stream.of(property);
        }
        return depth == DEEPEST ? Stream.empty() : below(property).flatMap(inner -> find(inner, name, depth + 1));
    }

    private static Stream<Property> below(Property property) {
        Stream<?> values = switch (property.getValue()) {
            case null -> Stream.empty();
            case Collection<?> many -> many.stream();
            case Object[] many -> Stream.of(many);
            case Object one -> Stream.of(one);
        };
        return values.filter(Property.class::isInstance).map(Property.class::cast);
    }

    private static int count(Property property) {
        return property.getValue() instanceof Collection<?> many ? many.size() : 0;
    }
}
