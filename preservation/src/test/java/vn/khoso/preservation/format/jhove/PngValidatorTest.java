package vn.khoso.preservation.format.jhove;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.format.Validation;
import vn.khoso.preservation.format.Validation.Soundness;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PngValidatorTest {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    @TempDir
    Path folder;

    @Test
    void images_of_every_kind_that_Java_writes_are_valid() throws IOException {
        for (int type : new int[] {
            BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_GRAY
        }) {
            for (boolean interlaced : new boolean[] {false, true}) {
                for (int[] size : new int[][] {{1, 1}, {3, 5}, {17, 9}, {64, 64}}) {
                    Validation said = validate(written(new BufferedImage(size[0], size[1], type), interlaced));
                    assertThat(said.soundness())
                            .as(type + " " + interlaced + " " + said)
                            .isEqualTo(Soundness.VALID);
                    assertThat(said.properties())
                            .containsEntry("width", "" + size[0])
                            .containsEntry("height", "" + size[1]);
                }
            }
        }
    }

    @Test
    void no_file_with_one_byte_changed_is_valid() throws IOException {
        byte[] whole = written(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), false);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x20;
            assertThat(validate(changed).soundness()).as("byte " + i).isNotEqualTo(Soundness.VALID);
        }
    }

    @Test
    void no_file_that_is_cut_short_is_well_formed() throws IOException {
        byte[] whole = written(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), false);
        for (int i = 0; i < whole.length; i++) {
            assertThat(validate(Arrays.copyOf(whole, i)).soundness())
                    .as("cut at " + i)
                    .isEqualTo(Soundness.NOT_WELL_FORMED);
        }
    }

    @Test
    void bytes_after_the_end_break_a_rule_but_not_the_syntax() throws IOException {
        byte[] whole = written(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), false);
        assertThat(validate(Arrays.copyOf(whole, whole.length + 4)).soundness()).isEqualTo(Soundness.NOT_VALID);
    }

    @Test
    void image_data_that_inflate_to_more_or_less_than_promised_are_refused() throws IOException {
        assertThat(validate(grey(2, 2, new byte[6])).soundness()).isEqualTo(Soundness.VALID);
        assertThat(validate(grey(2, 2, new byte[5])).soundness()).isEqualTo(Soundness.NOT_WELL_FORMED);
        assertThat(validate(grey(2, 2, new byte[50_000_000])).soundness()).isEqualTo(Soundness.NOT_WELL_FORMED);
        assertThat(validate(grey(0, 2, new byte[0])).soundness()).isEqualTo(Soundness.NOT_WELL_FORMED);
        assertThat(validate(grey(Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[6]))
                        .soundness())
                .isEqualTo(Soundness.NOT_WELL_FORMED);
    }

    private Validation validate(byte[] bytes) throws IOException {
        return new PngValidator().validate(Files.write(folder.resolve("a.png"), bytes));
    }

    private static byte[] written(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** An 8-bit grey image with the rows given, right or wrong. */
    private static byte[] grey(int width, int height, byte[] rows) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(rows);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SIGNATURE);
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] body) throws IOException {
        DataOutputStream to = new DataOutputStream(out);
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(body);
        to.writeInt(body.length);
        to.write(type);
        to.write(body);
        to.writeInt((int) crc.getValue());
    }
}
