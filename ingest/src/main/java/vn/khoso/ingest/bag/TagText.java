package vn.khoso.ingest.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.preservation.fault.ArchiveFault;

/** Text of tag files: decoded strictly, split at LF, CR or CRLF (RFC 8493, 2.1 and 2.2). */
final class TagText {

    /** A tag file is read into memory; a larger one is no text for people. */
    static final long MAX_BYTES = 64L << 20;

    private static final Map<String, Charset> KNOWN = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "US-ASCII", StandardCharsets.US_ASCII,
            "UTF-16", StandardCharsets.UTF_16,
            "UTF-16BE", StandardCharsets.UTF_16BE,
            "UTF-16LE", StandardCharsets.UTF_16LE);

    private TagText() {}

    static Optional<Charset> charset(String name) {
        return Optional.ofNullable(KNOWN.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The text; empty when the bytes are not text of this encoding, or far too many. */
    static Optional<String> read(UnpackedFile file, Charset charset) {
        if (file.size() > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file.bytes())))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot read an unpacked file", trouble);
        }
    }

    /** The lines without their ends; what follows the last end is no line when it is empty. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(start, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
