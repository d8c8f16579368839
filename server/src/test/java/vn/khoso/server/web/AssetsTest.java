package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AssetsTest {

    private static final Path ROOT = Path.of("src/main/resources/assets");
    private static final Pattern REFERENCE = Pattern.compile("/assets/([\\w./-]+)");

    @Test
    void what_others_made_is_the_bytes_that_were_locked() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("assets.sha256"));
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            String[] cells = line.split("\\s+", 2);
            byte[] bytes = Files.readAllBytes(ROOT.resolve(cells[1].replaceFirst("^[*]", "")));
            assertThat(Digests.fixity(DigestAlgorithm.SHA_256, bytes).hex())
                    .as(cells[1])
                    .isEqualTo(cells[0]);
        });
        try (Stream<Path> fonts = Files.list(ROOT.resolve("fonts"))) {
            assertThat(fonts.filter(file -> file.toString().endsWith(".woff2"))).hasSameSizeAs(lines);
        }
    }

    @Test
    void every_asset_that_a_page_names_is_served() throws IOException {
        String page = Files.readString(Path.of("src/main/jte/layout/page.jte"), StandardCharsets.UTF_8);
        assertThat(REFERENCE.matcher(page).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> {
                    AssetsResource.Asset asset = AssetsResource.find(name).orElseThrow();
                    try (InputStream in = AssetsResource.class.getResourceAsStream(asset.resource())) {
                        assertThat(in).as(name).isNotNull();
                    }
                });
    }

    @Test
    void what_is_not_in_the_list_does_not_exist() {
        assertThat(AssetsResource.find("../../db/administration/V1__accounts.sql"))
                .isEmpty();
        assertThat(AssetsResource.find("assets.sha256")).isEmpty();
    }
}
