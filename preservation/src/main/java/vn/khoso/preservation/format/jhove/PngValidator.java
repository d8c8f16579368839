package vn.khoso.preservation.format.jhove;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vn.khoso.preservation.format.Validation;
import vn.khoso.preservation.format.Validation.Complaint;
import vn.khoso.preservation.format.Validation.Soundness;
import vn.khoso.preservation.format.Validator;

/**
 * Our own check of PNG (ISO/IEC 15948, W3C PNG third edition), since JHOVE's module is not on Central.
 *
 * <p>Signature, chunk framing, every CRC, order and number of critical chunks, fields of IHDR, and that the image data
 * inflate to exactly the bytes that IHDR promises. It does not judge what ancillary chunks say. Streams: the memory used does not
 * depend on the file.
 */
public final class PngValidator implements Validator {

    private static final String TOOL = "Kho Số PNG check 1";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Adam7: column and row of the first pixel of each pass, and the steps to the next. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    @Override
    public boolean knows(String mediaType) {
        return mediaType.equals("image/png") || mediaType.equals("image/vnd.mozilla.apng");
    }

    @Override
    public boolean isClaimedBy(String extension) {
        return extension.equals("png");
    }

    @Override
    public Validation validate(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 64 * 1024))) {
            Reading reading = new Reading(in);
            try {
                reading.read();
            } catch (EOFException e) {
                reading.syntax("the file ends inside a chunk");
            } finally {
                reading.inflater.end();
            }
            return reading.result();
        }
    }

    /** One file, from its first byte to its last. */
    private static final class Reading {

        private final DataInputStream in;
        private final Inflater inflater = new Inflater();
        private final List<Complaint> syntax = new ArrayList<>();
        private final List<Complaint> rules = new ArrayList<>();
        private final byte[] buffer = new byte[64 * 1024];
        private final byte[] plain = new byte[64 * 1024];
        private Optional<Header> header = Optional.empty();
        private boolean palette;
        private boolean imageData;
        private boolean imageDataOver;
        private long inflated;

        Reading(DataInputStream in) {
            this.in = in;
        }

        void syntax(String message) {
            syntax.add(new Complaint("", message));
        }

        void read() throws IOException {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                syntax("no PNG signature");
                return;
            }
            boolean more = true;
            while (more && syntax.isEmpty()) {
                more = chunk();
            }
            if (syntax.isEmpty()) {
                conclude();
            }
        }

        /** @return whether another chunk follows */
        private boolean chunk() throws IOException {
            long length = Integer.toUnsignedLong(in.readInt());
            byte[] type = in.readNBytes(4);
            if (length > Integer.MAX_VALUE || type.length < 4 || !isName(type)) {
                syntax("not a chunk: length " + length);
                return false;
            }
            String name = new String(type, StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(type);
            order(name);
            byte[] kept = name.equals("IHDR") && length == 13 ? new byte[13] : new byte[0];
            body(name, length, crc, kept);
            if (Integer.toUnsignedLong(in.readInt()) != crc.getValue()) {
                syntax("the CRC of chunk " + name + " does not fit its bytes");
                return false;
            }
            switch (name) {
                case "IHDR" -> header(kept);
                case "PLTE" -> palette(length);
                case "IEND" -> end(length);
                default -> {
                    if (Character.isUpperCase(name.charAt(0)) && !name.equals("IDAT")) {
                        rules.add(new Complaint("", "unknown critical chunk " + name));
                    }
                }
            }
            return !name.equals("IEND");
        }

        private static boolean isName(byte[] type) {
            for (byte letter : type) {
                if ((letter < 'A' || letter > 'Z') && (letter < 'a' || letter > 'z')) {
                    return false;
                }
            }
            return true;
        }

        private void order(String name) {
            boolean isHeader = name.equals("IHDR");
            if (header.isEmpty() != isHeader) {
                syntax(isHeader ? "a second IHDR" : "the first chunk is " + name + ", not IHDR");
            }
            if (name.equals("IDAT")) {
                if (imageDataOver) {
                    syntax("IDAT chunks are not next to each other");
                }
                imageData = true;
            } else if (imageData) {
                imageDataOver = true;
            }
        }

        private void body(String name, long length, CRC32 crc, byte[] kept) throws IOException {
            long left = length;
            while (left > 0) {
                int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (got < 0) {
                    throw new EOFException();
                }
                crc.update(buffer, 0, got);
                if (kept.length > 0) {
                    System.arraycopy(buffer, 0, kept, (int) (length - left), got);
                }
                if (name.equals("IDAT") && syntax.isEmpty()) {
                    inflate(got);
                }
                left -= got;
            }
        }

        private void inflate(int length) {
            long promised = header.map(Header::bytes).orElse(0L);
            inflater.setInput(buffer, 0, length);
            try {
                int got = inflater.inflate(plain);
                while (got > 0) {
                    inflated += got;
                    if (inflated > promised) {
                        syntax("image data inflate to more than the " + promised + " bytes that IHDR promises");
                        return;
                    }
                    got = inflater.inflate(plain);
                }
                if (inflater.needsDictionary()) {
                    syntax("image data ask for a preset dictionary");
                }
            } catch (DataFormatException e) {
                syntax("image data do not inflate: " + e.getMessage());
            }
        }

        private void header(byte[] body) {
            if (body.length != 13) {
                syntax("IHDR is not 13 bytes long");
                return;
            }
            Header read = Header.of(body);
            read.trouble().ifPresent(this::syntax);
            header = Optional.of(read);
        }

        private void palette(long length) {
            if (palette || imageData) {
                syntax(palette ? "a second PLTE" : "PLTE after IDAT");
            }
            palette = true;
            if (length == 0 || length > 768 || length % 3 != 0) {
                syntax("PLTE of " + length + " bytes");
            }
            if (header.stream().anyMatch(one -> one.colour == 0 || one.colour == 4)) {
                rules.add(new Complaint("", "PLTE in a greyscale image"));
            }
        }

        private void end(long length) throws IOException {
            if (length > 0) {
                rules.add(new Complaint("", "IEND is not empty"));
            }
            if (in.read() >= 0) {
                rules.add(new Complaint("", "bytes after IEND"));
            }
        }

        private void conclude() {
            if (!imageData) {
                syntax("no IDAT");
                return;
            }
            if (header.stream().anyMatch(one -> one.colour == 3) && !palette) {
                syntax("an indexed image without PLTE");
            }
            long promised = header.map(Header::bytes).orElse(0L);
            if (!inflater.finished() || inflated != promised) {
                syntax("image data inflate to " + inflated + " bytes; IHDR promises " + promised);
            }
        }

        Validation result() {
            Map<String, String> facts = new TreeMap<>();
            header.ifPresent(one -> {
                facts.put("width", Long.toString(one.width));
                facts.put("height", Long.toString(one.height));
            });
            if (!syntax.isEmpty()) {
                return new Validation(TOOL, Soundness.NOT_WELL_FORMED, syntax, facts);
            }
            return new Validation(TOOL, rules.isEmpty() ? Soundness.VALID : Soundness.NOT_VALID, rules, facts);
        }
    }

    /** The fields of IHDR. */
    private record Header(long width, long height, int depth, int colour, int compression, int filter, int interlace) {

        static Header of(byte[] b) {
            ByteBuffer fields = ByteBuffer.wrap(b);
            return new Header(
                    Integer.toUnsignedLong(fields.getInt()),
                    Integer.toUnsignedLong(fields.getInt()),
                    fields.get() & 0xFF,
                    fields.get() & 0xFF,
                    fields.get() & 0xFF,
                    fields.get() & 0xFF,
                    fields.get() & 0xFF);
        }

        Optional<String> trouble() {
            List<Integer> depths = switch (colour) {
                case 0 -> List.of(1, 2, 4, 8, 16);
                case 3 -> List.of(1, 2, 4, 8);
                case 2, 4, 6 -> List.of(8, 16);
                default -> List.of();
            };
            if (width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
                return Optional.of("IHDR: " + width + " by " + height + " pixels");
            }
            if (!depths.contains(depth)) {
                return Optional.of("IHDR: colour type " + colour + " with " + depth + " bits");
            }
            if (compression != 0 || filter != 0 || interlace > 1) {
                return Optional.of("IHDR: unknown compression, filter or interlace method");
            }
            return Optional.empty();
        }

        /** Bytes of the inflated image data: a filter byte and the packed samples of every row. */
        long bytes() {
            if (interlace == 0) {
                return rows(width, height);
            }
            long sum = 0;
            for (int[] pass : ADAM7) {
                long columns = (width - pass[0] + pass[2] - 1) / pass[2];
                long lines = (height - pass[1] + pass[3] - 1) / pass[3];
                sum += columns > 0 && lines > 0 ? rows(columns, lines) : 0;
            }
            return sum;
        }

        private long rows(long columns, long lines) {
            int samples = switch (colour) {
                case 2 -> 3;
                case 4 -> 2;
                case 6 -> 4;
                default -> 1;
            };
            return lines * (1 + (columns * samples * depth + 7) / 8);
        }
    }
}
