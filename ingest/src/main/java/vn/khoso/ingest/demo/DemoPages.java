package vn.khoso.ingest.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * Writes the pages of made-up papers: born-digital ones as text, older ones over the picture of a sheet of paper at 200 dots
 * per inch, in colour. The same result gives the same bytes. One page at a time: the parsed font is shared.
 */
final class DemoPages {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int SHEETS = 4;
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2339;
    private static final int LINE = 78;

    private final TrueTypeFont font;
    private final List<byte[]> sheets;

    DemoPages() {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("PDFBox has no " + FONT);
            }
            this.font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            List<byte[]> drawn = new ArrayList<>();
            for (int i = 0; i < SHEETS; i++) {
                drawn.add(sheet(new SplittableRandom(i)));
            }
            this.sheets = List.copyOf(drawn);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FONT, unreadable);
        }
    }

    /** The one-page PDF of a result; {@code scanned} puts it over a sheet of paper of about a quarter of a megabyte. */
    synchronized byte[] pdf(AdministrativeResult result, boolean scanned, int number) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.setDocumentId((long) number);
            document.getDocumentInformation().setTitle(result.documentName());
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFont embedded = PDType0Font.load(document, font, true);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                if (scanned) {
                    byte[] sheet = sheets.get(Math.floorMod(number, SHEETS));
                    content.drawImage(
                            JPEGFactory.createFromStream(document, new ByteArrayInputStream(sheet)),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
                write(content, embedded, lines(result));
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing a page into memory", impossible);
        }
    }

    private static void write(PDPageContentStream content, PDFont font, List<String> lines) throws IOException {
        content.beginText();
        content.setFont(font, 12);
        content.setLeading(22);
        content.newLineAtOffset(60, 770);
        for (String line : lines) {
            content.showText(line);
            content.newLine();
        }
        content.endText();
    }

    private static List<String> lines(AdministrativeResult result) {
        List<String> lines = new ArrayList<>(List.of(
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "",
                result.issuingAgencyName(),
                "Số: " + result.referenceNumber().orElse(""),
                "",
                result.documentName().toUpperCase(java.util.Locale.ROOT),
                ""));
        wrap("Trích yếu: " + result.summary(), lines);
        lines.add("Họ tên, tên tổ chức: " + result.owner().name());
        result.coOwners().forEach(owner -> lines.add("Và: " + owner.name()));
        lines.add("Ngày cấp: " + result.issuedDate());
        result.procedureCase().procedureName().ifPresent(name -> wrap("Thủ tục: " + name, lines));
        result.procedureCase().caseCode().ifPresent(code -> lines.add("Mã hồ sơ: " + code));
        lines.add("");
        result.signer().ifPresent(signer -> lines.add("Người ký: " + signer.name()));
        lines.add("");
        lines.add("(Giấy tờ mẫu, không có giá trị pháp lý)");
        return lines;
    }

    private static void wrap(String text, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > LINE) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().strip());
    }

    /** Paper with grain, a fold and a red stamp. Drawn without any font, so that it works where none is installed. */
    private static byte[] sheet(RandomGenerator random) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            int shade = 236 + (int) (8 * Math.sin(y / 310.0));
            for (int x = 0; x < WIDTH; x += 2) {
                int grain = shade - random.nextInt(11);
                int colour = grain << 16 | (grain - 3) << 8 | (grain - 14);
                image.setRGB(x, y, colour);
                image.setRGB(x + 1, y, colour);
            }
        }
        Graphics2D pen = image.createGraphics();
        try {
            pen.setColor(new Color(214, 208, 192));
            pen.fillRect(0, HEIGHT / 2, WIDTH, 3);
            pen.setColor(new Color(196, 58, 52, 150));
            for (int ring = 0; ring < 8; ring++) {
                pen.drawOval(1050 + ring, 1750 + ring, 330 - 2 * ring, 330 - 2 * ring);
            }
        } finally {
            pen.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpg", out)) {
            throw new IllegalStateException("this Java cannot write JPEG");
        }
        return out.toByteArray();
    }
}
