package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** OAI-PMH by GET, by POST and packed, every answer held to the schemas of the protocol. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HarvestOverHttp {

    private final ServedArchive archive;

    HarvestOverHttp(ServedArchive archive) {
        this.archive = archive;
    }

    @Test
    void every_verb_and_every_error_is_valid_by_get_by_post_and_packed_and_all_three_say_the_same() throws Exception {
        String open = archive.publicRecord().path("id").asText();
        OaiSchema schema = OaiSchema.ofTheProtocol();
        String first = new String(got("verb=ListIdentifiers&metadataPrefix=oai_dc"), StandardCharsets.UTF_8);
        String identifier = first.substring(first.indexOf("<identifier>") + 12, first.indexOf("</identifier>"));
        assertThat(first).contains(open.substring(open.lastIndexOf(':') + 1));
        String id = "identifier=" + ServedArchive.encoded(identifier);
        for (String question : List.of(
                "verb=Identify",
                "verb=ListSets",
                "verb=ListMetadataFormats",
                "verb=ListMetadataFormats&" + id,
                "verb=GetRecord&metadataPrefix=oai_dc&" + id,
                "verb=ListRecords&metadataPrefix=oai_dc",
                "verb=ListIdentifiers&metadataPrefix=oai_dc",
                "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2100-01-01",
                "verb=Nothing",
                "verb=Identify&x=y",
                "",
                "verb=Identify&verb=Identify",
                "verb=ListRecords&metadataPrefix=mets",
                "verb=ListRecords&resumptionToken=x",
                "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:a:b",
                "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01")) {
            byte[] byGet = got(question);
            schema.judge(byGet);
            byte[] byPost = archive.server()
                    .send(
                            "POST",
                            "/oai",
                            Map.of("Content-Type", "application/x-www-form-urlencoded"),
                            question.getBytes(StandardCharsets.UTF_8))
                    .body()
                    .getBytes(StandardCharsets.UTF_8);
            schema.judge(byPost);
            HttpResponse<byte[]> packed =
                    archive.server().answer("/oai?" + question, Map.of("Accept-Encoding", "gzip"));
            byte[] unpacked =
                    packed.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                            ? new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()
                            : packed.body();
            schema.judge(unpacked);
            assertThat(undated(byPost)).as(question).isEqualTo(undated(byGet));
            assertThat(undated(unpacked)).as(question).isEqualTo(undated(byGet));
        }
        assertThat(archive.server()
                        .answer("/oai?verb=ListRecords&metadataPrefix=oai_dc", Map.of("Accept-Encoding", "gzip"))
                        .headers()
                        .firstValue("Content-Encoding"))
                .as("a long answer is packed")
                .contains("gzip");
    }

    @Test
    void the_set_of_an_agency_holds_its_records_and_no_others() throws Exception {
        String all = new String(got("verb=ListIdentifiers&metadataPrefix=oai_dc"), StandardCharsets.UTF_8);
        List<String> sets = Pattern.compile("<setSpec>([^<]+)</setSpec>")
                .matcher(new String(got("verb=ListSets"), StandardCharsets.UTF_8))
                .results()
                .map(set -> set.group(1))
                .filter(set -> set.contains(":"))
                .toList();
        assertThat(sets).isNotEmpty();
        int found = 0;
        for (String set : sets) {
            String inSet = new String(
                    got("verb=ListIdentifiers&metadataPrefix=oai_dc&set=" + ServedArchive.encoded(set)),
                    StandardCharsets.UTF_8);
            List<String> headers = Pattern.compile("<header.*?</header>", Pattern.DOTALL)
                    .matcher(inSet)
                    .results()
                    .map(header -> header.group())
                    .toList();
            assertThat(headers).allMatch(header -> header.contains("<setSpec>" + set + "</setSpec>"));
            found += headers.size();
        }
        assertThat(found)
                .as("every record of the first page is in some set")
                .isGreaterThanOrEqualTo(all.split("<header").length - 1);
    }

    @Test
    void strangers_harvest_public_records_only_and_of_nobody_the_owner() throws Exception {
        String closed = archive.restrictedRecord().path("id").asText();
        String owner = archive.publicRecord().path("result").path("ownerName").asText();
        String all = new String(got("verb=ListRecords&metadataPrefix=oai_dc"), StandardCharsets.UTF_8);
        assertThat(all).contains("<oai_dc:dc").doesNotContain(closed.substring(closed.lastIndexOf(':') + 1));
        assertThat(owner).isNotBlank();
        assertThat(all).doesNotContain(owner);
    }

    private byte[] got(String question) throws Exception {
        HttpResponse<byte[]> answer = archive.server().answer("/oai?" + question, Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        return answer.body();
    }

    private static String undated(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8)
                .replaceAll("<responseDate>[^<]*</responseDate>", "")
                .replaceAll("<resumptionToken[^>]*>[^<]*</resumptionToken>", "");
    }
}
