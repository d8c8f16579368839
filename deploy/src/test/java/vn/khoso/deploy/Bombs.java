package vn.khoso.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Containers that are small and would unpack to very much. Deflate gives at most 1,032 bytes for one, so 4 GB really need 4 MB, or
 * entries that share their bytes (after D. Fifield, "A better zip bomb"), or a lie in the directory.
 */
final class Bombs {

    private static final String NAME = "bom/data/a%05d.pdf";

    private Bombs() {}

    /** One small entry, of which both headers say that it unpacks to so many bytes. */
    static byte[] announcing(long size) {
        byte[] packed = deflated(3_700_000);
        return zip(1, packed, size);
    }

    /** Entries of the directory that all point to the same packed bytes, which unpack to {@code 1,032 * bytes}. */
    static byte[] overlapping(int entries, int bytes) {
        byte[] packed = deflated(1_030 * bytes);
        return zip(entries, packed, 1_030L * bytes);
    }

    /** A tar with one file of zeros, packed in members of gzip one after the other, each of four megabytes. */
    static byte[] tarGz(long size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(member(tarHeader("bom/data/a.pdf", size)));
        byte[] zeros = member(new byte[4 << 20]);
        for (long written = 0; written < size; written += 4 << 20) {
            out.writeBytes(zeros);
        }
        out.writeBytes(member(new byte[1024]));
        return out.toByteArray();
    }

    /** A page tree of twelve storeys, on each of which ten doors lead to the same next one: 10^12 pages for who counts them. */
    static byte[] pdfWithoutEnd() {
        int storeys = 12;
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> places = new ArrayList<>();
        object(pdf, places, "<< /Type /Catalog /Pages 2 0 R >>");
        for (int storey = 0; storey < storeys; storey++) {
            String above = storey == 0 ? "" : " /Parent " + (1 + storey) + " 0 R";
            object(
                    pdf,
                    places,
                    "<< /Type /Pages /Count 1 /Kids [" + (" " + (3 + storey) + " 0 R").repeat(10) + " ]" + above
                            + " >>");
        }
        object(
                pdf,
                places,
                "<< /Type /Page /Parent " + (1 + storeys) + " 0 R /MediaBox [0 0 10 10] /Resources << >> >>");
        int table = pdf.length();
        pdf.append("xref\n0 ").append(places.size() + 1).append("\n0000000000 65535 f \n");
        places.forEach(place -> pdf.append(String.format(Locale.ROOT, "%010d 00000 n \n", place)));
        pdf.append("trailer\n<< /Size ")
                .append(places.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void object(StringBuilder pdf, List<Integer> places, String content) {
        places.add(pdf.length());
        pdf.append(places.size()).append(" 0 obj\n").append(content).append("\nendobj\n");
    }

    private static byte[] zip(int entries, byte[] packed, long size) {
        CRC32 crc = new CRC32();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] first = String.format(Locale.ROOT, NAME, 0).getBytes(StandardCharsets.US_ASCII);
        long announced = Math.min(size, 0xfffffffeL);
        out.writeBytes(header(30 + first.length)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0)
                .putInt((int) crc.getValue())
                .putInt(packed.length)
                .putInt((int) announced)
                .putShort((short) first.length)
                .putShort((short) 0)
                .put(first)
                .array());
        out.writeBytes(packed);
        int directory = out.size();
        for (int n = 0; n < entries; n++) {
            byte[] name = String.format(Locale.ROOT, NAME, 0).getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(header(46 + name.length)
                    .putInt(0x02014b50)
                    .putShort((short) 20)
                    .putShort((short) 20)
                    .putShort((short) 0)
                    .putShort((short) 8)
                    .putInt(0)
                    .putInt((int) crc.getValue())
                    .putInt(packed.length)
                    .putInt((int) announced)
                    .putShort((short) name.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(0)
                    .put(name)
                    .array());
        }
        int size_ = out.size() - directory;
        out.writeBytes(header(22)
                .putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(size_)
                .putInt(directory)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(int zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[zeros]);
        deflater.finish();
        byte[] packed = new byte[zeros / 500 + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static byte[] member(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** POSIX ustar; a size of 8 GiB or more would need another form. */
    private static byte[] tarHeader(String name, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum) + "\0 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
