package vn.khoso.preservation.format.pronom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import uk.gov.nationalarchives.droid.core.BinarySignatureIdentifier;
import uk.gov.nationalarchives.droid.core.SignatureParseException;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResult;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResultCollection;
import uk.gov.nationalarchives.droid.core.interfaces.RequestIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.resource.FileSystemIdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.resource.RequestMetaData;
import uk.gov.nationalarchives.droid.core.signature.FileFormat;
import uk.gov.nationalarchives.droid.core.signature.FileFormatCollection;
import vn.khoso.preservation.format.FormatJudgement;
import vn.khoso.preservation.format.Identification;
import vn.khoso.preservation.format.Identification.Means;
import vn.khoso.schemas.oais.FormatDesignation;

/**
 * Says by its first and last 64 KiB what a file is. One instance may be asked again and again, by one thread.
 *
 * <p>The signature file is data of The National Archives (Open Government Licence) and changes several times a year: an
 * operator puts a newer one in its place by configuration. The one on the class path is PRONOM V100.
 */
public final class PronomIdentifier {

    /** DROID's own default: enough for every signature but a few of disk images. */
    private static final long BYTES_SCANNED = 65_536;

    private static final String SHIPPED = "DROID_SignatureFile_V100.xml";

    private final BinarySignatureIdentifier droid = new BinarySignatureIdentifier();
    private final FileFormatCollection formats;
    private final String tool;

    /** @throws IOException when the signature file cannot be read or is none */
    public PronomIdentifier(Path signatureFile) throws IOException {
        droid.setSignatureFile(signatureFile.toString());
        try {
            droid.init();
        } catch (SignatureParseException e) {
            throw new IOException("not a PRONOM signature file: " + signatureFile, e);
        }
        droid.setMaxBytesToScan(BYTES_SCANNED);
        formats = droid.getSigFile().getFileFormatCollection();
        tool = "DROID "
                + Optional.ofNullable(
                                BinarySignatureIdentifier.class.getPackage().getImplementationVersion())
                        .orElse("6.8.0")
                + " PRONOM V" + droid.getSigFile().getVersion();
    }

    /**
     * An identifier with an operator's signature file, of which DROID itself would say no more than that it crashed.
     *
     * @throws IOException when it is not a signature file with formats and signatures in it, or cannot be read
     */
    public static PronomIdentifier checked(Path signatureFile) throws IOException {
        Set<String> wanted = new HashSet<>(
                Set.of("FFSignatureFile", "InternalSignatureCollection", "FileFormatCollection", "FileFormat"));
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(signatureFile)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    wanted.remove(xml.getLocalName());
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException("not a PRONOM signature file: " + signatureFile + ": " + broken.getMessage(), broken);
        }
        if (!wanted.isEmpty()) {
            throw new IOException("not a PRONOM signature file: " + signatureFile + ": no "
                    + String.join(", ", new TreeSet<>(wanted)));
        }
        return new PronomIdentifier(signatureFile);
    }

    /** Name and version of the tool and of its signatures, as characterisations and their events state it. */
    public String tool() {
        return tool;
    }

    /**
     * Copies the signature file of the class path into a folder, since DROID reads files only.
     *
     * @return where it lies now
     */
    public static Path unpackShipped(Path folder) throws IOException {
        Path file = folder.resolve(SHIPPED);
        try (InputStream in = PronomIdentifier.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IOException(SHIPPED + " is not on the class path");
            }
            Files.copy(in, file);
        }
        return file;
    }

    /** @param name the file's name in its package, for the extension */
    public Identification identify(Path file, String name) throws IOException {
        RequestMetaData about = new RequestMetaData(Files.size(file), 0L, name);
        try (FileSystemIdentificationRequest request =
                new FileSystemIdentificationRequest(about, new RequestIdentifier(file.toUri()))) {
            request.open(file);
            IdentificationResultCollection bySignature = droid.matchBinarySignatures(request);
            droid.removeLowerPriorityHits(bySignature);
            String extension = FormatJudgement.extension(name);
            if (!bySignature.getResults().isEmpty()) {
                return identification(Means.SIGNATURE, bySignature.getResults(), extension);
            }
            List<IdentificationResult> byName = extension.isEmpty()
                    ? List.of()
                    : Optional.ofNullable(droid.matchExtensions(request, false))
                            .map(IdentificationResultCollection::getResults)
                            .orElse(List.of());
            return byName.isEmpty()
                    ? new Identification(tool, FormatDesignation.UNKNOWN, Means.NOTHING, true, List.of())
                    : identification(Means.EXTENSION, byName, extension);
        }
    }

    /** Of several matches the best is one whose extension fits; else the one that DROID names first. */
    private Identification identification(Means means, List<IdentificationResult> results, String extension) {
        List<FileFormat> matches = new ArrayList<>(results.stream()
                .map(one -> formats.getFormatForPUID(one.getPuid()))
                .distinct()
                .toList());
        matches.sort(Comparator.comparing(one -> !fits(one, extension)));
        FileFormat best = matches.getFirst();
        return new Identification(
                tool,
                new FormatDesignation(
                        text(best.getPUID()), mediaType(best), text(best.getName()), text(best.getVersion())),
                means,
                extension.isEmpty() || matches.stream().anyMatch(one -> fits(one, extension)),
                matches.stream().map(FileFormat::getPUID).toList());
    }

    private static boolean fits(FileFormat format, String extension) {
        return !format.hasExtensionMismatch(extension);
    }

    /** PRONOM may list several, divided by commas; the first is the preferred one. */
    private static String mediaType(FileFormat format) {
        return text(format.getMimeType())
                .map(all -> all.split(",")[0].strip())
                .orElse(FormatDesignation.UNKNOWN.mediaType());
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(one -> !one.isEmpty());
    }
}
