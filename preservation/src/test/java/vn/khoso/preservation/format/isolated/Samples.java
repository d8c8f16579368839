package vn.khoso.preservation.format.isolated;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Files made for tests, good ones and such as strangers send. */
final class Samples {

    private Samples() {}

    static byte[] pdf(int pages) {
        return pdf(pages, document -> {});
    }

    interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** A sound PDF to which something is done before it is saved. */
    static byte[] pdf(int pages, Change change) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText("Trang " + i);
                    content.endText();
                }
            }
            change.to(document);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 313 bytes on which JHOVE 1.32.1 loops for ever, deaf to interrupts (openpreserve/jhove #824). */
    static byte[] pdfThatHangsJhove() {
        List<byte[]> parts = new ArrayList<>();
        parts.add(latin("%PDF-1.5\n%\nK}(\u00d3\n"));
        List<Integer> offsets = new ArrayList<>();
        for (String body : List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")) {
            offsets.add(length(parts));
            parts.add(latin(offsets.size() + " 0 obj\n" + body + "\nendobj\n"));
        }
        int table = length(parts);
        StringBuilder rest = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
        offsets.forEach(offset -> rest.append(String.format("%010d 00000 n \n", offset)));
        rest.append("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        parts.add(latin(rest.toString()));
        return joined(parts);
    }

    /** Arrays in arrays, as deep as asked. */
    static byte[] deepPdf(int depth) {
        return joined(List.of(
                latin("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X "),
                latin("[".repeat(depth)),
                latin("]".repeat(depth)),
                latin(">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
                        + "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000009 00000 n \n"
                        + "trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n" + (9 + 36 + 2 * depth + 54) + "\n%%EOF\n")));
    }

    static byte[] image(String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(picture(40, 30), format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] tiff(int pages) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (int i = 0; i < pages; i++) {
                    writer.writeToSequence(new IIOImage(picture(40, 30), null, null), null);
                }
                writer.endWriteSequence();
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    static BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, new Color(x * 6 % 256, y * 8 % 256, (x + y) % 256).getRGB());
            }
        }
        return picture;
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int length(List<byte[]> parts) {
        return parts.stream().mapToInt(part -> part.length).sum();
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
