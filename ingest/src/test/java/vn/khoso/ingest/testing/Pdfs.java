package vn.khoso.ingest.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small PDF files, written by hand so that every byte is known. */
public final class Pdfs {

    private Pdfs() {}

    /** A valid PDF 1.4 of so many empty pages; {@code mark} makes it differ from others. */
    public static byte[] of(int pages, String mark) {
        return of("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n", pages, mark);
    }

    private static byte[] of(String header, int pages, String mark) {
        List<String> objects = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(i + 4).append(" 0 R ");
        }
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Count " + pages + " /Kids [ " + kids + "] >>");
        objects.add("<< /Title (" + mark + ") >>");
        for (int i = 0; i < pages; i++) {
            objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
        }
        StringBuilder pdf = new StringBuilder(header);
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(pdf.length());
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        pdf.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R /Info 3 0 R >>\n");
        pdf.append("startxref\n").append(table).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Its trailer names a root that is not there. */
    public static byte[] withoutCatalog() {
        String pdf = new String(of(1, "hong"), StandardCharsets.ISO_8859_1);
        return pdf.replace("/Root 1 0 R", "/Root 9 0 R").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Well-formed, but with a date that is none. */
    public static byte[] withBadDate() {
        String pdf = new String(of(1, "0123456789012345"), StandardCharsets.ISO_8859_1);
        return pdf.replace("/Title (0123456789012345)", "/CreationDate (yesterday)")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A small file on which JHOVE 1.32.1 turns for ever, deaf to interrupts (openpreserve/jhove #824). */
    public static byte[] thatHangsJhove() {
        return of("%PDF-1.5\n%\nK}(\u00d3\n", 1, "treo");
    }
}
